package io.resilientagent.actuate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.CircuitTransition;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * A circuit.
 *
 * @param state its state; HALF_OPEN as soon as the open time has passed
 * @param since since when it is in that state
 * @param openUntil until when it refuses; null if it does not, or nobody knows
 * @param reason the kind of the failure that opened it, or null
 * @param origin who set the state
 * @param failureRate the share of failures in the window, in percent; null while there are too few calls
 * @param slowCallRate the share of slow calls in the window, in percent; null while there are too few calls
 * @param consecutiveFailures failures in a row
 * @param bufferedCalls calls in the window
 * @param failedCalls failed calls in the window
 * @param ignoredCalls calls without a verdict
 * @param lateCalls results of an earlier state, which changed nothing
 * @param notPermittedCalls calls that were refused
 * @param failuresByKind failures that counted here, by kind
 * @param retryBudget retries that its calls can afford now; null if no call has used it yet
 * @param transitions the last transitions, the latest last
 * @param calls the calls that use it
 */
public record CircuitDescriptor(
        CircuitState state,
        Instant since,
        @Nullable Instant openUntil,
        @Nullable FailureKind reason,
        String origin,
        @Nullable Double failureRate,
        @Nullable Double slowCallRate,
        int consecutiveFailures,
        int bufferedCalls,
        int failedCalls,
        long ignoredCalls,
        long lateCalls,
        long notPermittedCalls,
        Map<FailureKind, Long> failuresByKind,
        @Nullable Double retryBudget,
        List<Transition> transitions,
        List<String> calls) {

    /**
     * A change of state.
     *
     * @param at when
     * @param from the state before
     * @param to the state after
     * @param reason the kind of the failure that caused it, or null
     */
    public record Transition(
            Instant at,
            CircuitState from,
            CircuitState to,
            @Nullable FailureKind reason) {}

    static CircuitDescriptor of(CircuitSnapshot circuit, Instant now, @Nullable Double budget, List<String> calls) {
        Long until = circuit.openUntilNanos();
        return new CircuitDescriptor(
                circuit.state(),
                instant(circuit, circuit.sinceNanos(), now),
                (until != null) ? instant(circuit, until, now) : null,
                circuit.reason(),
                circuit.origin().name().toLowerCase(Locale.ROOT),
                circuit.failureRate(),
                circuit.slowCallRate(),
                circuit.consecutiveFailures(),
                circuit.bufferedCalls(),
                circuit.failedCalls(),
                circuit.ignoredCalls(),
                circuit.lateCalls(),
                circuit.notPermittedCalls(),
                circuit.failuresByKind(),
                (budget != null) ? Math.round(budget * 10) / 10.0 : null,
                circuit.transitions().stream()
                        .map((transition) -> transition(circuit, transition, now))
                        .toList(),
                calls);
    }

    private static Transition transition(CircuitSnapshot circuit, CircuitTransition transition, Instant now) {
        return new Transition(
                instant(circuit, transition.atNanos(), now), transition.from(), transition.to(), transition.reason());
    }

    /** The ticker's time as a time of day. */
    private static Instant instant(CircuitSnapshot circuit, long nanos, Instant now) {
        return now.plusNanos(nanos - circuit.atNanos()).truncatedTo(ChronoUnit.MILLIS);
    }
}
