package io.resilientagent.engine;

import java.util.concurrent.atomic.AtomicReference;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.Lease;
import org.jspecify.annotations.Nullable;

/**
 * A lease and who has to give it back: whoever takes it out of here, once. A list through {@link #next}, since most
 * attempts have none to two.
 */
final class HeldLease {

    private static final Object CLOSED = new Object();

    final CircuitScope scope;

    final Circuit circuit;

    /** The next lease of the same attempt. */
    final @Nullable HeldLease next;

    /** Where the lease was borrowed from: the same circuit of an attempt further out. */
    private final @Nullable HeldLease lender;

    /** A lease, null while it is lent to an inner attempt, or {@link #CLOSED}. */
    private final AtomicReference<@Nullable Object> lease;

    HeldLease(CircuitScope scope, Circuit circuit, Lease lease, @Nullable HeldLease next, @Nullable HeldLease lender) {
        this.scope = scope;
        this.circuit = circuit;
        this.lease = new AtomicReference<>(lease);
        this.next = next;
        this.lender = lender;
    }

    boolean isHere() {
        return this.lease.get() instanceof Lease;
    }

    boolean isProbe() {
        return this.lease.get() instanceof Lease held && held.isProbe();
    }

    /** Takes the lease for an inner attempt; null if it is not here any more. */
    @Nullable
    Lease lend() {
        return (this.lease.get() instanceof Lease held && this.lease.compareAndSet(held, null)) ? held : null;
    }

    /** Takes the lease for its verdict; null if an inner attempt gives it, or it was given already. */
    @Nullable
    Lease close() {
        return (this.lease.getAndSet(CLOSED) instanceof Lease held) ? held : null;
    }

    /** Gives the lease back as if it had never been taken: to its lender, or to the circuit. */
    void undo() {
        Lease held = close();
        if (held != null && (this.lender == null || !this.lender.lease.compareAndSet(null, held))) {
            held.undo();
        }
    }
}
