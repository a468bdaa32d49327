package io.resilientagent.circuit;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** Why and from where a state is entered; from is null at the very start. */
record Cause(@Nullable State from, @Nullable FailureKind reason, CircuitOrigin origin, long now) {

    static Cause start(long now) {
        return new Cause(null, null, CircuitOrigin.LOCAL, now);
    }

    /** Time has passed, or probes have succeeded. */
    static Cause local(State from, long now) {
        return new Cause(from, null, CircuitOrigin.LOCAL, now);
    }

    /** A threshold was reached; the kind is null where slow calls alone did it. */
    static Cause failure(State from, @Nullable FailureKind reason, long now) {
        return new Cause(from, reason, CircuitOrigin.LOCAL, now);
    }

    static Cause operator(State from, long now) {
        return new Cause(from, null, CircuitOrigin.OPERATOR, now);
    }
}
