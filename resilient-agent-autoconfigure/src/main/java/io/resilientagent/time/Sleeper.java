package io.resilientagent.time;

import java.util.concurrent.TimeUnit;

/** Lets the calling thread wait between two tries. A bean of this type replaces real waiting, for tests. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits.
     *
     * @param nanos how long, in nanoseconds; zero or less returns at once
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void sleep(long nanos) throws InterruptedException;

    /** Really sleeps. */
    static Sleeper system() {
        return TimeUnit.NANOSECONDS::sleep;
    }
}
