package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;

/** Carries what belongs to the calling thread over to the thread that runs its call. */
@FunctionalInterface
public interface ContextCarrier {

    /**
     * Captures what the calling thread holds now.
     *
     * @param task for a call that answers with a future it is run once for each later step, at the same time if an
     *     earlier one was given up on
     * @return a task that runs the given one with it, and leaves nothing behind on the thread that ran it
     */
    Runnable wrap(Runnable task);

    /** What the calling thread holds now and nobody can carry over, as part of a sentence; null if nothing. */
    default @Nullable String leftBehind() {
        return null;
    }
}
