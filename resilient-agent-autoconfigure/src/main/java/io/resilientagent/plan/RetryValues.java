package io.resilientagent.plan;

import java.time.Duration;

import io.resilientagent.retry.RetrySettings;
import org.jspecify.annotations.Nullable;

import static io.resilientagent.plan.CallSettings.first;

/**
 * What is configured for retries; null where nothing is. The meaning and the limits of each value are those of {@link
 * RetrySettings}.
 *
 * @param maxAttempts tries in all, the first included
 * @param delay the wait before the second try
 * @param multiplier by how much each wait is longer than the one before
 * @param maxDelay the longest wait that is not the provider's own advice
 * @param jitter the largest share of a wait that is added to it at random
 * @param maxAdvisedWait the longest advice of a provider that a call waits for
 */
public record RetryValues(
        @Nullable Integer maxAttempts,
        @Nullable Duration delay,
        @Nullable Double multiplier,
        @Nullable Duration maxDelay,
        @Nullable Double jitter,
        @Nullable Duration maxAdvisedWait) {

    static final RetryValues NONE = new RetryValues(null, null, null, null, null, null);

    public RetryValues {
        // Each value alone is checked where it is read, so that the message can name its key and origin.
        new RetrySettings(
                or(maxAttempts, 1),
                or(delay, Duration.ZERO),
                or(multiplier, 1.0),
                or(maxDelay, or(delay, Duration.ZERO)),
                or(jitter, 0.0),
                or(maxAdvisedWait, Duration.ZERO));
    }

    RetryValues over(@Nullable RetryValues lower) {
        return (lower == null)
                ? this
                : new RetryValues(
                        first(this.maxAttempts, lower.maxAttempts),
                        first(this.delay, lower.delay),
                        first(this.multiplier, lower.multiplier),
                        first(this.maxDelay, lower.maxDelay),
                        first(this.jitter, lower.jitter),
                        first(this.maxAdvisedWait, lower.maxAdvisedWait));
    }

    /** The whole settings, with the built-in values where nothing is configured. */
    RetrySettings settings(int defaultAttempts) {
        Duration first = or(this.delay, Duration.ofSeconds(1));
        Duration most = Duration.ofSeconds(20);
        return new RetrySettings(
                or(this.maxAttempts, defaultAttempts),
                first,
                or(this.multiplier, 2.0),
                or(this.maxDelay, (first.compareTo(most) > 0) ? first : most),
                or(this.jitter, 0.5),
                or(this.maxAdvisedWait, Duration.ofSeconds(10)));
    }

    static <T> T or(@Nullable T value, T other) {
        return (value != null) ? value : other;
    }
}
