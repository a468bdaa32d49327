package io.resilientagent.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.resilientagent.CallBinding;
import io.resilientagent.CallContext;
import org.jspecify.annotations.Nullable;

/** An attempt that runs on another thread, while its caller waits no longer than it has to. */
final class Hop implements Runnable {

    private static final int NEW = 0;

    private static final int RUNNING = 1;

    private static final int DONE = 2;

    private static final int ABANDONED = 3;

    private static final int INTERRUPTED = 4;

    private final Attempt attempt;

    private final AtomicInteger abandonedWorkers;

    private final AtomicInteger state = new AtomicInteger(NEW);

    private final CountDownLatch done = new CountDownLatch(1);

    private volatile @Nullable Thread worker;

    // Written before and read after the latch.
    private @Nullable Object value;

    private @Nullable Throwable thrown;

    Hop(Attempt attempt, AtomicInteger abandonedWorkers) {
        this.attempt = attempt;
        this.abandonedWorkers = abandonedWorkers;
    }

    @Override
    public void run() {
        this.worker = Thread.currentThread();
        if (!this.state.compareAndSet(NEW, RUNNING)) {
            return;
        }
        CallContext before = CallBinding.get();
        CallBinding.set(this.attempt);
        try {
            this.value = this.attempt.invoke();
        } catch (Throwable ex) {
            this.thrown = ex;
        } finally {
            CallBinding.set(before);
        }
        if (this.state.compareAndSet(RUNNING, DONE)) {
            this.done.countDown();
        } else {
            endAbandoned();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private void endAbandoned() {
        // The interrupt may still be on its way, and must not hit whatever this thread does next. It yields, since on a
        // virtual thread it may hold the one processor that whoever interrupts it needs.
        while (this.state.get() != INTERRUPTED) {
            Thread.yield();
        }
        Thread.interrupted();
        this.abandonedWorkers.decrementAndGet();
    }

    /** Whether the attempt ended within the limit. */
    boolean await(long limitNanos) throws InterruptedException {
        return this.done.await(limitNanos, TimeUnit.NANOSECONDS);
    }

    /** Gives up on the attempt and interrupts it; false if it has ended meanwhile. */
    boolean abandon() {
        if (this.state.compareAndSet(NEW, INTERRUPTED)) {
            return true;
        }
        this.abandonedWorkers.incrementAndGet();
        if (!this.state.compareAndSet(RUNNING, ABANDONED)) {
            this.abandonedWorkers.decrementAndGet();
            return false;
        }
        this.attempt.abandon();
        Thread running = this.worker;
        if (running != null) {
            running.interrupt();
        }
        this.state.set(INTERRUPTED);
        return true;
    }

    /** Whether the attempt was begun at all. */
    boolean hasBegun() {
        return this.worker != null;
    }

    @Nullable
    Object value() {
        return this.value;
    }

    @Nullable
    Throwable thrown() {
        return this.thrown;
    }
}
