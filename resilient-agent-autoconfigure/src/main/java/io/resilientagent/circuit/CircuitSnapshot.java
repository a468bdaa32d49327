package io.resilientagent.circuit;

import java.util.List;
import java.util.Map;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * What a circuit looks like at one moment. Times are the ticker's nanoseconds: subtract them from {@link #atNanos()}.
 *
 * <p>While the circuit is open, rates and numbers of calls are those that opened it; while it is half open, those of
 * its probes. The last four counts are of its whole life and never go back.
 *
 * @param name the circuit's name
 * @param settingsName whose settings it has
 * @param atNanos when this was taken
 * @param state its state; {@link CircuitState#HALF_OPEN} as soon as the open time has passed
 * @param sinceNanos since when it is in that state
 * @param openUntilNanos until when it is open; null unless it is OPEN, or FORCED_OPEN for a time
 * @param reason the kind of the failure behind its present state; null if there is none
 * @param origin who moved it into its state
 * @param failureRate percentage of failed calls; null below the minimum number of calls
 * @param slowCallRate percentage of slow calls; null below the minimum number of calls or without a slow-call threshold
 * @param consecutiveFailures failures since the last success
 * @param bufferedCalls calls in the window
 * @param failedCalls failed calls in the window
 * @param slowCalls slow calls in the window
 * @param ignoredCalls calls that gave no verdict
 * @param lateCalls results that came after the circuit had moved on
 * @param notPermittedCalls calls refused
 * @param failuresByKind failures that counted, by kind
 * @param transitions the last ten changes of state, oldest first
 */
public record CircuitSnapshot(
        String name,
        String settingsName,
        long atNanos,
        CircuitState state,
        long sinceNanos,
        @Nullable Long openUntilNanos,
        @Nullable FailureKind reason,
        CircuitOrigin origin,
        @Nullable Double failureRate,
        @Nullable Double slowCallRate,
        int consecutiveFailures,
        int bufferedCalls,
        int failedCalls,
        int slowCalls,
        long ignoredCalls,
        long lateCalls,
        long notPermittedCalls,
        Map<FailureKind, Long> failuresByKind,
        List<CircuitTransition> transitions) {}
