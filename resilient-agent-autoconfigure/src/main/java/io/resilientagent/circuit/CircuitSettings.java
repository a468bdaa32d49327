package io.resilientagent.circuit;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of a circuit, as under {@code resilient-agent.circuits.<name>}.
 *
 * @param failureThreshold opens after so many failures in a row; 0 = off, default 5, at most 1,000
 * @param failureRateThreshold opens when this percentage of the window failed; 0 = off, default 50
 * @param slidingWindowType what the window's size means; default {@link WindowType#COUNT}
 * @param slidingWindowSize calls (1 to 1,000) or seconds (1 to 500) that the rates look at; default 20
 * @param minimumNumberOfCalls the rates say nothing below so many calls; default 10; a count window smaller than that
 *     has to be full
 * @param slowCallDurationThreshold a call that takes longer is slow; null or zero = no call is slow (default)
 * @param slowCallRateThreshold opens when this percentage of the window was slow; 0 = off, default 100
 * @param waitDurationInOpenState how long an open circuit refuses calls, the first time; default 60 s
 * @param waitMultiplier factor of that time for every further opening without a close between, at least 1; null
 *     (default) = 1, or 2 after failures that open at once
 * @param maxWaitDurationInOpenState limit of the growing time and of providers' advice; zero = none, default 10 min
 * @param permittedNumberOfCallsInHalfOpenState how many probes must succeed to close the circuit, and how many may run
 *     at once; 1 (default) to 1,000
 */
public record CircuitSettings(
        int failureThreshold,
        double failureRateThreshold,
        WindowType slidingWindowType,
        int slidingWindowSize,
        int minimumNumberOfCalls,
        @Nullable Duration slowCallDurationThreshold,
        double slowCallRateThreshold,
        Duration waitDurationInOpenState,
        @Nullable Double waitMultiplier,
        Duration maxWaitDurationInOpenState,
        int permittedNumberOfCallsInHalfOpenState) {

    private static final int MAX_CALLS = 1_000;

    private static final int MAX_SECONDS = 500;

    private static final Duration MAX_DURATION = Duration.ofDays(365);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range; the message has its key, the value and the rule
     */
    public CircuitSettings {
        checkRange("failure-threshold", failureThreshold, 0, MAX_CALLS);
        checkPercentage("failure-rate-threshold", failureRateThreshold);
        checkRange(
                "sliding-window-size",
                slidingWindowSize,
                1,
                (slidingWindowType == WindowType.COUNT) ? MAX_CALLS : MAX_SECONDS);
        checkRange("minimum-number-of-calls", minimumNumberOfCalls, 1, Integer.MAX_VALUE);
        checkPercentage("slow-call-rate-threshold", slowCallRateThreshold);
        checkRange("permitted-number-of-calls-in-half-open-state", permittedNumberOfCallsInHalfOpenState, 1, MAX_CALLS);
        if (slowCallDurationThreshold != null) {
            checkDuration("slow-call-duration-threshold", slowCallDurationThreshold, Duration.ZERO, "0s (off)");
        }
        checkDuration("wait-duration-in-open-state", waitDurationInOpenState, Duration.ofMillis(1), "1ms");
        check(
                waitMultiplier == null || (waitMultiplier >= 1 && waitMultiplier <= MAX_CALLS),
                "wait-multiplier",
                waitMultiplier,
                "from 1 to " + MAX_CALLS);
        if (!maxWaitDurationInOpenState.isZero()) {
            checkDuration(
                    "max-wait-duration-in-open-state",
                    maxWaitDurationInOpenState,
                    waitDurationInOpenState,
                    "wait-duration-in-open-state (" + waitDurationInOpenState + "), or 0 (no limit)");
        }
    }

    /** What a circuit has where nothing is configured. */
    public static CircuitSettings defaults() {
        return new CircuitSettings(
                5, 50, WindowType.COUNT, 20, 10, null, 100, Duration.ofSeconds(60), null, Duration.ofMinutes(10), 1);
    }

    private static void checkRange(String key, int value, int min, int max) {
        String rule = (max == Integer.MAX_VALUE) ? "at least " + min : "from " + min + " to " + max;
        check(value >= min && value <= max, key, value, rule);
    }

    private static void checkPercentage(String key, double value) {
        check(value >= 0 && value <= 100, key, value, "a percentage from 0 (off) to 100");
    }

    private static void checkDuration(String key, Duration value, Duration min, String minText) {
        check(value.compareTo(min) >= 0, key, value, "at least " + minText);
        check(value.compareTo(MAX_DURATION) <= 0, key, value, "at most 365d");
    }

    private static void check(boolean valid, String key, @Nullable Object value, String rule) {
        if (!valid) {
            throw new IllegalArgumentException("Invalid " + key + " (" + value + "): must be " + rule);
        }
    }
}
