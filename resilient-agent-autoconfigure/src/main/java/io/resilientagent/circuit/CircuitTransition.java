package io.resilientagent.circuit;

import java.time.Duration;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * One change of a circuit's state.
 *
 * @param circuit the circuit's name
 * @param settingsName whose settings the circuit has; differs from its name where the name is computed per call
 * @param from the state before
 * @param to the state after
 * @param reason the kind of the failure that caused it; null where no failure did
 * @param atNanos when, in the ticker's time
 * @param duration for how long, at first: the open time, or the time after which a forced state ends; null = no end
 * @param origin who caused it
 */
public record CircuitTransition(
        String circuit,
        String settingsName,
        CircuitState from,
        CircuitState to,
        @Nullable FailureKind reason,
        long atNanos,
        @Nullable Duration duration,
        CircuitOrigin origin) {}
