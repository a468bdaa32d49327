package io.resilientagent.sample.live;

import java.time.Instant;
import java.util.Locale;

import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.CircuitTransition;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * A circuit changed its state.
 *
 * @param at when
 * @param circuit its name
 * @param from the state before
 * @param to the state after
 * @param reason the kind of the failure that caused it, or null
 * @param origin who caused it: local or operator
 */
record TransitionSeen(
        Instant at,
        String circuit,
        CircuitState from,
        CircuitState to,
        @Nullable FailureKind reason,
        String origin) {

    static TransitionSeen of(Instant at, CircuitTransition transition) {
        return new TransitionSeen(
                at,
                transition.circuit(),
                transition.from(),
                transition.to(),
                transition.reason(),
                transition.origin().name().toLowerCase(Locale.ROOT));
    }
}
