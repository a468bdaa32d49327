package io.resilientagent.engine;

import java.util.concurrent.atomic.AtomicReference;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.Lease;
import org.jspecify.annotations.Nullable;

/**
 * A lease and who has to give it back: whoever takes it out of here, once. Holds the lease, null while it is lent to an
 * inner attempt, or {@link #CLOSED}. A list through {@link #next}, since most attempts have none to two.
 */
final class HeldLease extends AtomicReference<@Nullable Object> {

    private static final long serialVersionUID = 1L;

    private static final Object CLOSED = new Object();

    final CircuitScope scope;

    final Circuit circuit;

    /** The next lease of the same attempt. */
    final @Nullable HeldLease next;

    /** Where the lease was borrowed from: the same circuit of an attempt further out. */
    private final @Nullable HeldLease lender;

    HeldLease(CircuitScope scope, Circuit circuit, Lease lease, @Nullable HeldLease next, @Nullable HeldLease lender) {
        this.scope = scope;
        this.circuit = circuit;
        this.next = next;
        this.lender = lender;
        setPlain(lease);
    }

    boolean isHere() {
        return get() instanceof Lease;
    }

    boolean isProbe() {
        return get() instanceof Lease held && held.isProbe();
    }

    /** Takes the lease for an inner attempt; null if it is not here any more. */
    @Nullable
    Lease lend() {
        return (get() instanceof Lease held && compareAndSet(held, null)) ? held : null;
    }

    /** Takes the lease for its verdict; null if an inner attempt gives it, or it was given already. */
    @Nullable
    Lease close() {
        return (getAndSet(CLOSED) instanceof Lease held) ? held : null;
    }

    /** Gives the lease back as if it had never been taken: to its lender, or to the circuit. */
    void undo() {
        Lease held = close();
        if (held != null && (this.lender == null || !this.lender.compareAndSet(null, held))) {
            held.undo();
        }
    }
}
