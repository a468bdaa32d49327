package io.resilientagent.cache;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.resilientagent.engine.AnswerStore;
import io.resilientagent.engine.StoredAnswer;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Keeps answers in this process: as they are, so that all callers get the same object. */
public final class CaffeineStore implements AnswerStore {

    private final Cache<String, Kept> answers;

    /**
     * Creates a store.
     *
     * @param maxEntries how many answers it keeps
     */
    public CaffeineStore(long maxEntries, Ticker ticker) {
        this.answers = Caffeine.newBuilder()
                .maximumSize(maxEntries)
                .ticker(ticker::nanos)
                .expireAfter(Expiry.<String, Kept>writing((key, kept) -> kept.timeToLive()))
                .build();
    }

    @Override
    public @Nullable Object find(String key) {
        Kept kept = this.answers.getIfPresent(key);
        return (kept != null) ? kept.answer() : null;
    }

    @Override
    public void store(String key, StoredAnswer answer, Duration timeToLive) {
        // Longer than any process lives.
        Duration kept = timeToLive.isZero() ? Duration.ofDays(36_500) : timeToLive;
        this.answers.put(key, new Kept(answer, kept));
    }

    private record Kept(StoredAnswer answer, Duration timeToLive) {}
}
