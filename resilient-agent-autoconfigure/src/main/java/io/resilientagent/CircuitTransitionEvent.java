package io.resilientagent;

import java.time.Duration;

import io.resilientagent.circuit.CircuitOrigin;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * A circuit changed its state. Published as an application event of Spring, on another thread than the call's: see
 * {@link CallFailureEvent}.
 *
 * @param circuit the circuit's name
 * @param from the state before
 * @param to the state after; a circuit whose open time has passed becomes HALF_OPEN with the next call
 * @param reason the kind of the failure that caused it; null where no failure did
 * @param duration for how long, at first: the open time, or the time after which a forced state ends; null = no end
 * @param origin who caused it
 */
public record CircuitTransitionEvent(
        String circuit,
        CircuitState from,
        CircuitState to,
        @Nullable FailureKind reason,
        @Nullable Duration duration,
        CircuitOrigin origin) {}
