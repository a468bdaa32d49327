package io.resilientagent.retry;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How many retries a circuit, or a call without one, can afford.
 *
 * @param capacity how many tokens there are at most; a retry takes one; 0 switches the budget off
 * @param perSuccess how much of a token each success gives back: 0 to 1,000
 * @param refill after which time one token comes back by itself; zero is never
 */
public record BudgetSettings(int capacity, double perSuccess, Duration refill) {

    /** Ten tokens, a fifth back for each success, one back every ten seconds. */
    public static final BudgetSettings DEFAULTS = new BudgetSettings(10, 0.2, Duration.ofSeconds(10));

    public BudgetSettings {
        Assert.isTrue(
                capacity >= 0 && capacity <= 1_000_000,
                () -> "Invalid 'capacity' (" + capacity + "): must be 0 to 1000000");
        Assert.isTrue(
                perSuccess >= 0 && perSuccess <= 1_000,
                () -> "Invalid 'per-success' (" + perSuccess + "): must be 0 to 1000");
        Assert.isTrue(!refill.isNegative(), () -> "Invalid 'refill' (" + refill + "): must not be negative");
    }
}
