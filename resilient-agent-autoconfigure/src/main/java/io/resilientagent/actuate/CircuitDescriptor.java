package io.resilientagent.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.CircuitTransition;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * A circuit. What there is not is null, and shown so.
 *
 * <p>Rates, {@code bufferedCalls} and {@code failedCalls} are of the window: calls that a change of state or a reset
 * forgets. While the circuit is open they are those that opened it, while it is half open those of its probes. The
 * other counts, {@code failuresByKind} too, are of the circuit's whole life and never go back; so {@code
 * failuresByKind} may add up to more than {@code failedCalls}.
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
 * @param ignoredCalls calls without a verdict, since the circuit was made
 * @param lateCalls results of an earlier state, which changed nothing, since it was made
 * @param notPermittedCalls calls that were refused, since it was made
 * @param failuresByKind failures that counted here, by kind, since it was made
 * @param retryBudget retries that its calls can afford now; null if no call has used it yet
 * @param transitions the last transitions, the latest last
 * @param calls the calls that use it
 */
@JsonInclude(Include.ALWAYS)
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
    @JsonInclude(Include.ALWAYS)
    public record Transition(
            Instant at,
            CircuitState from,
            CircuitState to,
            @Nullable FailureKind reason) {}

    static CircuitDescriptor of(CircuitSnapshot circuit, TimeOfDay time, @Nullable Double budget, List<String> calls) {
        Long until = circuit.openUntilNanos();
        return new CircuitDescriptor(
                circuit.state(),
                time.at(circuit.sinceNanos()),
                (until != null) ? time.at(until) : null,
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
                        .map((transition) -> transition(transition, time))
                        .toList(),
                calls);
    }

    private static Transition transition(CircuitTransition transition, TimeOfDay time) {
        return new Transition(time.at(transition.atNanos()), transition.from(), transition.to(), transition.reason());
    }
}
