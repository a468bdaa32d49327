package io.resilientagent.circuit;

import java.time.Duration;

/** What the settings of a circuit say, written down as plainly as possible. */
record ReferenceRules(CircuitSettings settings) {

    boolean isSlow(long elapsed) {
        Duration threshold = this.settings.slowCallDurationThreshold();
        return threshold != null && !threshold.isZero() && elapsed > threshold.toNanos();
    }

    boolean tooSlow(Figures figures) {
        Duration threshold = this.settings.slowCallDurationThreshold();
        return threshold != null
                && !threshold.isZero()
                && reached(figures.slow(), figures.calls(), this.settings.slowCallRateThreshold());
    }

    static boolean reached(int part, int calls, double percentage) {
        return percentage > 0 && part * 100.0 / calls >= percentage;
    }

    int minimum() {
        return (this.settings.slidingWindowType() == WindowType.COUNT)
                ? Math.min(this.settings.minimumNumberOfCalls(), this.settings.slidingWindowSize())
                : this.settings.minimumNumberOfCalls();
    }

    long limit(long advice) {
        if (advice <= 0) {
            return 0;
        }
        long max = maxWait();
        return Math.min(Math.max(advice, Duration.ofSeconds(1).toNanos()), max);
    }

    long maxWait() {
        Duration max = this.settings.maxWaitDurationInOpenState();
        return max.isZero() ? Duration.ofDays(100_000).toNanos() : max.toNanos();
    }
}
