package io.resilientagent.engine;

import java.util.Map;

import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Observes one attempt, or the run of one fallback method. It ends once, in {@link #ended} or {@link #cancelled}; a
 * body that was given up on may still run then, and its scope is closed later. What it throws never changes the call's
 * result.
 */
public interface AttemptObservation {

    /** Begins a scope on this thread, which is about to run the body; null for none. */
    default @Nullable Scope open() {
        return null;
    }

    /** What the context of a pipeline is to hold that the body returns. */
    default Map<Object, Object> context() {
        return Map.of();
    }

    /** What the body answered, whether it is accepted or not; of a stream each item. */
    default void received(Object answer) {}

    /**
     * It ended.
     *
     * @param failure why it failed, or null if it answered
     */
    default void ended(@Nullable Failure failure) {}

    /** Its caller is gone; of a stream, before its last item. */
    default void cancelled() {}

    /** What a body answered after it was given up on, as far as that is known. */
    default void late(Object answer) {}

    /** What is current as long as it is open. Closed on the thread that opened it. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
