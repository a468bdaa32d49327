package io.resilientagent.plan;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is configured for the cached answers of a call; null where nothing is.
 *
 * @param ttl how long an answer is of use; 0 is for ever
 */
public record CacheValues(@Nullable Duration ttl) {

    public CacheValues {
        CallSettings.checkNotNegative("ttl", ttl);
    }
}
