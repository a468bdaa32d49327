package io.resilientagent.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * All cached answers: looks up and stores on bounded threads, so that nobody waits for a store that hangs. Thread-safe.
 */
public final class CachedAnswers {

    private final Supplier<? extends @Nullable AnswerStore> store;

    private final CallerIdentity callers;

    private final Executor lookUps;

    private final Executor stores;

    private final Clock clock;

    private final Duration timeout;

    private final CacheLog log = new CacheLog();

    /**
     * Creates answers.
     *
     * @param store asked for when the application has started; null is that there is none
     * @param callers says who makes a call, from the thread that makes it
     * @param lookUps runs look-ups; refuses what it has no room for
     * @param stores runs what stores; refuses what it has no room for
     * @param clock tells how old an answer is, also on another machine
     * @param timeout how long a call waits for a look-up
     */
    public CachedAnswers(
            Supplier<? extends @Nullable AnswerStore> store,
            CallerIdentity callers,
            Executor lookUps,
            Executor stores,
            Clock clock,
            Duration timeout) {
        this.store = store;
        this.callers = callers;
        this.lookUps = lookUps;
        this.stores = stores;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Whether there is a store at all. */
    public boolean isAvailable() {
        return this.store.get() != null;
    }

    CallerIdentity callers() {
        return this.callers;
    }

    Executor lookUps() {
        return this.lookUps;
    }

    long timeoutNanos() {
        return this.timeout.toNanos();
    }

    long millis() {
        return this.clock.millis();
    }

    CacheLog log() {
        return this.log;
    }

    @Nullable
    Object find(String key) throws Exception {
        AnswerStore kept = this.store.get();
        return (kept != null) ? kept.find(key) : null;
    }

    /** Stores an answer on another thread; forgets it where there is none. */
    void store(CallPlan plan, String key, Object value, Duration timeToLive) {
        StoredAnswer answer = new StoredAnswer(value, millis());
        try {
            this.stores.execute(() -> storeNow(plan, key, answer, timeToLive));
        } catch (RejectedExecutionException ex) {
            this.log.dropped(plan);
        }
    }

    private void storeNow(CallPlan plan, String key, StoredAnswer answer, Duration timeToLive) {
        try {
            AnswerStore kept = this.store.get();
            if (kept != null) {
                kept.store(key, answer, timeToLive);
            }
        } catch (Throwable ex) {
            this.log.notStored(plan, answer, ex);
        }
    }
}
