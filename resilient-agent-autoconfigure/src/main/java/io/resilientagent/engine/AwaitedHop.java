package io.resilientagent.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A body for which the caller waits, no longer than it has to. */
final class AwaitedHop extends Hop {

    private final CountDownLatch done = new CountDownLatch(1);

    AwaitedHop(Attempt attempt, AtomicInteger abandonedWorkers) {
        super(attempt, abandonedWorkers);
    }

    @Override
    void returned() {
        this.done.countDown();
    }

    /** Whether the body returned within the limit. */
    boolean await(long limitNanos) throws InterruptedException {
        return this.done.await(limitNanos, TimeUnit.NANOSECONDS);
    }
}
