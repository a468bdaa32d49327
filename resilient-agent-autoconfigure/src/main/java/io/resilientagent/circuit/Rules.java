package io.resilientagent.circuit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** Settings, made ready for use on every call. */
final class Rules {

    private static final long MIN_ADVICE = TimeUnit.SECONDS.toNanos(1);

    private static final double MAX_GROWTH = 1e12;

    final CircuitSettings settings;

    private final int minimumCalls;

    private final long slowNanos;

    private final long waitNanos;

    private final long maxWaitNanos;

    Rules(CircuitSettings settings) {
        this.settings = settings;
        this.minimumCalls = (settings.slidingWindowType() == WindowType.COUNT)
                ? Math.min(settings.minimumNumberOfCalls(), settings.slidingWindowSize())
                : settings.minimumNumberOfCalls();
        this.slowNanos = nanosOrNone(settings.slowCallDurationThreshold());
        this.waitNanos = settings.waitDurationInOpenState().toNanos();
        this.maxWaitNanos = nanosOrNone(settings.maxWaitDurationInOpenState());
    }

    private static long nanosOrNone(@Nullable Duration duration) {
        return (duration == null || duration.isZero()) ? Long.MAX_VALUE : duration.toNanos();
    }

    boolean isSlow(long elapsedNanos) {
        return elapsedNanos > this.slowNanos;
    }

    boolean hasSlowCalls() {
        return this.slowNanos != Long.MAX_VALUE;
    }

    boolean isEnough(int calls) {
        return calls >= this.minimumCalls;
    }

    /** Whether a window that looks like this is to open the circuit. */
    boolean isExceeded(int calls, int failed, int slow, int consecutiveFailures) {
        int threshold = this.settings.failureThreshold();
        if (threshold > 0 && consecutiveFailures >= threshold) {
            return true;
        }
        return isEnough(calls)
                && (isReached(this.settings.failureRateThreshold(), failed, calls) || isTooSlow(slow, calls));
    }

    boolean isTooSlow(int slow, int calls) {
        return hasSlowCalls() && isReached(this.settings.slowCallRateThreshold(), slow, calls);
    }

    private static boolean isReached(double threshold, int part, int calls) {
        return threshold > 0 && part * 100.0 / calls >= threshold;
    }

    /** The factor of the next wait, given that of the one before. */
    double grow(double growth, boolean atOnce) {
        Double multiplier = this.settings.waitMultiplier();
        double factor = (multiplier != null) ? multiplier : (atOnce ? 2 : 1);
        return Math.min(growth * factor, MAX_GROWTH);
    }

    /** How long to stay open: rate limits as long as advised, all else at least the (grown) wait. */
    long openNanos(@Nullable FailureKind kind, double growth, long adviceNanos) {
        long advised = advisedNanos(adviceNanos);
        if (advised > 0 && kind == FailureKind.RATE_LIMITED) {
            return advised;
        }
        long grown = (long) Math.min(this.waitNanos * growth, this.maxWaitNanos);
        return Math.max(Math.min(grown, Long.MAX_VALUE / 4), advised);
    }

    /** The advice within its limits; 0 = none. */
    long advisedNanos(long adviceNanos) {
        if (adviceNanos <= 0) {
            return 0;
        }
        return Math.min(Math.max(adviceNanos, MIN_ADVICE), Math.min(this.maxWaitNanos, Long.MAX_VALUE / 4));
    }
}
