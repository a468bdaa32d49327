package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;

/** In what the caller of an {@link AsyncCall} gets its answer. */
public interface AsyncDelivery {

    /**
     * Waits for what the body of an attempt returned, without blocking, and tells the attempt how it ends.
     *
     * @param returned a future or publisher; a fallback method may also return the answer itself
     */
    void follow(AsyncAttempt attempt, @Nullable Object returned);

    /** The call has ended with this answer. */
    void answered(@Nullable Object value);

    /** The call has ended without an answer. */
    void failed(Throwable thrown);
}
