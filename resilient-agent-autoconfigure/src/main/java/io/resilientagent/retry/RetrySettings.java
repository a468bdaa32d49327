package io.resilientagent.retry;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How often and how soon a failed attempt is tried again.
 *
 * @param maxAttempts tries in all, the first included: 1 to 100
 * @param delay the wait before the second try; zero is none
 * @param multiplier by how much each wait is longer than the one before: 1 to 100
 * @param maxDelay the longest wait that is not the provider's own advice; at least {@code delay}
 * @param jitter the largest share of a wait that is added to it at random: 0 to 1
 * @param maxAdvisedWait the longest advice of a provider that a call waits for; longer advice sends it to the next
 *     route
 */
public record RetrySettings(
        int maxAttempts, Duration delay, double multiplier, Duration maxDelay, double jitter, Duration maxAdvisedWait) {

    public RetrySettings {
        Assert.isTrue(
                maxAttempts >= 1 && maxAttempts <= 100,
                () -> "Invalid 'max-attempts' (" + maxAttempts + "): must be 1 to 100");
        Assert.isTrue(!delay.isNegative(), () -> "Invalid 'delay' (" + delay + "): must not be negative");
        Assert.isTrue(
                multiplier >= 1 && multiplier <= 100,
                () -> "Invalid 'multiplier' (" + multiplier + "): must be 1 to 100");
        Assert.isTrue(
                maxDelay.compareTo(delay) >= 0,
                () -> "Invalid 'max-delay' (" + maxDelay + "): must not be shorter than 'delay' (" + delay + ")");
        Assert.isTrue(jitter >= 0 && jitter <= 1, () -> "Invalid 'jitter' (" + jitter + "): must be 0 to 1");
        Assert.isTrue(
                !maxAdvisedWait.isNegative(),
                () -> "Invalid 'max-advised-wait' (" + maxAdvisedWait + "): must not be negative");
    }
}
