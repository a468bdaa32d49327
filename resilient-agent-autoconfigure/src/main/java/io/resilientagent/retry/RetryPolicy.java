package io.resilientagent.retry;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** Whether a transient failure is tried again on the same target, and after which wait. Immutable. */
public final class RetryPolicy {

    private final RetrySettings settings;

    private final BackOff backOff;

    /**
     * Creates a policy.
     *
     * @param random answers numbers from 0 to 1, 1 excluded
     */
    public RetryPolicy(RetrySettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.backOff = new BackOff(settings, random);
    }

    /** Tries in all, the first included. */
    public int maxAttempts() {
        return this.settings.maxAttempts();
    }

    /**
     * Whether there are tries left.
     *
     * @param kind why the last try failed
     * @param tries how many tries have failed so far
     * @param triesOfKind how many of them failed with this kind
     * @param laterTarget whether another target could answer
     */
    public boolean hasTriesLeft(FailureKind kind, int tries, int triesOfKind, boolean laterTarget) {
        boolean onlyOnceMore = kind == FailureKind.MALFORMED_RESPONSE || (kind == FailureKind.TIMEOUT && laterTarget);
        return tries < this.settings.maxAttempts() && !(onlyOnceMore && triesOfKind > 1);
    }

    /** Whether the call should wait for this advice itself instead of going on to the next route. */
    public boolean waitsFor(@Nullable Duration advice) {
        return advice == null || this.backOff.waitsFor(advice);
    }

    /** The wait before the next try, in nanoseconds. What could not be read is asked for again at once. */
    public long nanosBeforeNext(FailureKind kind, int tries, @Nullable Duration advice) {
        return (kind == FailureKind.MALFORMED_RESPONSE && advice == null) ? 0 : this.backOff.nanosAfter(tries, advice);
    }
}
