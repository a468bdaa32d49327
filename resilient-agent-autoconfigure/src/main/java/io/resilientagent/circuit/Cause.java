package io.resilientagent.circuit;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Why and from where a state is entered; from is null at the very start.
 *
 * @param ageNanos how long ago it was decided, {@link State#NEVER} if nobody has decided anything
 * @param word what an operator said, here or elsewhere; null if it was not an operator
 */
record Cause(
        @Nullable State from,
        @Nullable FailureKind reason,
        CircuitOrigin origin,
        long now,
        long ageNanos,
        @Nullable OperatorWord word) {

    static Cause start(long now) {
        return new Cause(null, null, CircuitOrigin.LOCAL, now, State.NEVER, null);
    }

    /** The time of a state has passed. */
    static Cause time(State from, long now) {
        return new Cause(from, null, CircuitOrigin.LOCAL, now, from.nanosSinceDecision(now), null);
    }

    /** Probes have succeeded. */
    static Cause local(State from, long now) {
        return new Cause(from, null, CircuitOrigin.LOCAL, now, 0, null);
    }

    /** A threshold was reached, or a provider asked to wait; the kind is null where no failure did it. */
    static Cause failure(State from, @Nullable FailureKind reason, long now) {
        return new Cause(from, reason, CircuitOrigin.LOCAL, now, 0, null);
    }

    static Cause operator(State from, OperatorWord word, long now) {
        return new Cause(from, null, CircuitOrigin.OPERATOR, now, 0, word);
    }
}
