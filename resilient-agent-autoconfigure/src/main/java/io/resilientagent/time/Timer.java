package io.resilientagent.time;

/** Runs tasks later. A bean of this type replaces the timer thread, for tests. */
@FunctionalInterface
public interface Timer {

    /**
     * Runs a task later, once, on a thread of the timer's.
     *
     * @param nanos how long from now, in nanoseconds; zero or less is as soon as possible
     * @param task must be quick, as all others wait for it
     */
    Timeout after(long nanos, Runnable task);

    /** A task that is due later. */
    @FunctionalInterface
    interface Timeout {

        /** Forgets the task, unless it runs already. */
        void cancel();
    }
}
