package io.resilientagent;

import java.time.Duration;

import io.resilientagent.circuit.CircuitRefusal;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** A circuit refused, and the method never ran. Has no stack trace: it is thrown often, and early. */
public final class CircuitOpenException extends ResilientAgentException {

    private final CircuitRefusal refusal;

    public CircuitOpenException(CircuitRefusal refusal) {
        super(null, failure(refusal), false);
        this.refusal = refusal;
    }

    /** Made when it is asked for, which most who catch this never do. */
    @Override
    public String getMessage() {
        Duration wait = wait(this.refusal);
        return this.refusal.text() + ((wait != null) ? "; retry in " + Durations.format(wait) : "");
    }

    private static Failure failure(CircuitRefusal refusal) {
        return Failure.of(FailureKind.CIRCUIT_OPEN).retryAfter(wait(refusal)).build();
    }

    private static @Nullable Duration wait(CircuitRefusal refusal) {
        long nanos = refusal.nanosUntilAdmission();
        return (nanos == 0 || nanos == Long.MAX_VALUE) ? null : Duration.ofNanos(nanos);
    }

    /** Why the circuit refused. */
    public CircuitRefusal refusal() {
        return this.refusal;
    }

    /** The circuit that refused. */
    public String circuit() {
        return this.refusal.circuit();
    }

    /** How long until the circuit admits a call again; null if nobody knows (forced open, or a probe is running). */
    public @Nullable Duration retryAfter() {
        return wait(this.refusal);
    }
}
