package io.resilientagent.engine;

/** Carries what belongs to the calling thread over to the thread that runs its call. */
@FunctionalInterface
public interface ContextCarrier {

    /**
     * Captures what the calling thread holds now.
     *
     * @return a task that runs the given one with it, and leaves nothing behind on the thread that ran it
     */
    Runnable wrap(Runnable task);
}
