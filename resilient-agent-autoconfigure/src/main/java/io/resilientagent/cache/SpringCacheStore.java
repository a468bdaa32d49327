package io.resilientagent.cache;

import java.time.Duration;

import io.resilientagent.engine.AnswerStore;
import io.resilientagent.engine.StoredAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** Keeps answers in a cache of the application, which knows itself how many it keeps and for how long. */
public final class SpringCacheStore implements AnswerStore {

    private final Cache cache;

    public SpringCacheStore(Cache cache) {
        this.cache = cache;
    }

    @Override
    public @Nullable Object find(String key) {
        Cache.ValueWrapper found = this.cache.get(key);
        return (found != null) ? found.get() : null;
    }

    @Override
    public void store(String key, StoredAnswer answer, Duration timeToLive) {
        this.cache.put(key, answer);
    }
}
