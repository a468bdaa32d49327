package io.resilientagent.engine;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** Where answers are kept. May be slow, hang, forget and throw: no call depends on it. Thread-safe. */
public interface AnswerStore {

    /**
     * The answer that is kept under this key.
     *
     * @return what was stored, or what somebody else has put there; null if there is nothing
     * @throws Exception if it cannot tell
     */
    @Nullable
    Object find(String key) throws Exception;

    /**
     * Keeps an answer.
     *
     * @param timeToLive how long it is of use; longer does no harm
     * @throws Exception if it cannot be kept
     */
    void store(String key, StoredAnswer answer, Duration timeToLive) throws Exception;
}
