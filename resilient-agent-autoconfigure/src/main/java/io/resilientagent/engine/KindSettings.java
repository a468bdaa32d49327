package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * What an application changes about one kind of failure; null keeps the built-in rule.
 *
 * @param isTransient whether a later try may succeed
 * @param maxAttempts the most tries after this kind; the smaller of this and the call's own is used
 * @param circuit what it does to circuits
 */
public record KindSettings(
        @Nullable Boolean isTransient,
        @Nullable Integer maxAttempts,
        @Nullable CircuitEffect circuit) {

    static final KindSettings NONE = new KindSettings(null, null, null);

    public KindSettings {
        Assert.isTrue(
                maxAttempts == null || (maxAttempts >= 1 && maxAttempts <= 100),
                () -> "Invalid 'max-attempts' (" + maxAttempts + "): must be 1 to 100");
    }
}
