package io.resilientagent.plan;

import java.time.Duration;

import io.resilientagent.retry.BudgetSettings;
import org.jspecify.annotations.Nullable;

import static io.resilientagent.plan.CallSettings.first;
import static io.resilientagent.plan.RetryValues.or;

/**
 * What is configured for a retry budget; null where nothing is.
 *
 * @param capacity how many tokens there are at most; a retry takes one; 0 switches the budget off
 * @param perSuccess how much of a token each success gives back
 * @param refill after which time one token comes back by itself; 0 is never
 */
public record BudgetValues(
        @Nullable Integer capacity,
        @Nullable Double perSuccess,
        @Nullable Duration refill) {

    static final BudgetValues NONE = new BudgetValues(null, null, null);

    public BudgetValues {
        settings(capacity, perSuccess, refill);
    }

    BudgetValues over(@Nullable BudgetValues lower) {
        return (lower == null)
                ? this
                : new BudgetValues(
                        first(this.capacity, lower.capacity),
                        first(this.perSuccess, lower.perSuccess),
                        first(this.refill, lower.refill));
    }

    BudgetSettings settings() {
        return settings(this.capacity, this.perSuccess, this.refill);
    }

    private static BudgetSettings settings(
            @Nullable Integer capacity, @Nullable Double perSuccess, @Nullable Duration refill) {
        return new BudgetSettings(
                or(capacity, BudgetSettings.DEFAULTS.capacity()),
                or(perSuccess, BudgetSettings.DEFAULTS.perSuccess()),
                or(refill, BudgetSettings.DEFAULTS.refill()));
    }
}
