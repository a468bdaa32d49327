package io.resilientagent.retry;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/** How long to wait before the next try. Thread-safe as far as its source of randomness is. */
public final class BackOff {

    /** Advice is stretched by up to this share, so that those who were given the same do not come back together. */
    private static final double ADVICE_JITTER = 0.1;

    private static final long MIN_ADVISED_WAIT = Duration.ofMillis(250).toNanos();

    private final RetrySettings settings;

    private final DoubleSupplier random;

    /**
     * Creates a back-off.
     *
     * @param random answers numbers from 0 to 1, 1 excluded
     */
    public BackOff(RetrySettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * The wait before the next try, in nanoseconds.
     *
     * @param tries how many tries have failed so far, from 1
     * @param advice how long the provider asked to wait, or null; it is never waited less than that, at least 250 ms
     *     and at most a tenth more
     */
    public long nanosAfter(int tries, @Nullable Duration advice) {
        if (advice != null) {
            long advised = Math.max(advice.toNanos(), MIN_ADVISED_WAIT);
            return advised + share(advised, ADVICE_JITTER);
        }
        double grown = this.settings.delay().toNanos() * Math.pow(this.settings.multiplier(), tries - 1.0);
        long wait = (long) Math.min(grown, this.settings.maxDelay().toNanos());
        return wait + share(wait, this.settings.jitter());
    }

    /** Whether the call should wait for this advice itself instead of going on to the next route. */
    public boolean waitsFor(Duration advice) {
        return advice.compareTo(this.settings.maxAdvisedWait()) <= 0;
    }

    private long share(long wait, double most) {
        return (long) (wait * most * this.random.getAsDouble());
    }
}
