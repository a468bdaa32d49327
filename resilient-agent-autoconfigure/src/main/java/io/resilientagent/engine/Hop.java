package io.resilientagent.engine;

import java.util.concurrent.atomic.AtomicInteger;

import io.resilientagent.CallBinding;
import io.resilientagent.CallContext;
import org.jspecify.annotations.Nullable;

/** The run of an attempt's body, on a thread of ours or its caller's, that can be given up on from another thread. */
abstract class Hop implements Runnable {

    private static final int NEW = 0;

    private static final int RUNNING = 1;

    private static final int DONE = 2;

    private static final int ABANDONED = 3;

    private static final int INTERRUPTED = 4;

    private final Attempt attempt;

    /** Where to count it if it is given up on; null on the caller's thread, which is not ours to interrupt. */
    private final @Nullable AtomicInteger abandonedWorkers;

    private final AtomicInteger state = new AtomicInteger(NEW);

    private volatile @Nullable Thread worker;

    // Written before and read after the body has returned.
    private @Nullable Object value;

    private @Nullable Throwable thrown;

    Hop(Attempt attempt, @Nullable AtomicInteger abandonedWorkers) {
        this.attempt = attempt;
        this.abandonedWorkers = abandonedWorkers;
    }

    /** The body has returned or thrown, and nobody had given up on it. */
    abstract void returned();

    @Override
    public final void run() {
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
            returned();
        } else if (this.abandonedWorkers != null) {
            endAbandoned(this.abandonedWorkers);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private void endAbandoned(AtomicInteger abandoned) {
        // The interrupt may still be on its way, and must not hit whatever this thread does next. It yields, since on a
        // virtual thread it may hold the one processor that whoever interrupts it needs.
        while (this.state.get() != INTERRUPTED) {
            Thread.yield();
        }
        Thread.interrupted();
        abandoned.decrementAndGet();
    }

    /** Gives up on the body, and interrupts it where its thread is ours; false if it has returned meanwhile. */
    final boolean abandon() {
        AtomicInteger abandoned = this.abandonedWorkers;
        if (this.state.compareAndSet(NEW, INTERRUPTED)) {
            return true;
        }
        if (abandoned == null) {
            return this.state.compareAndSet(RUNNING, INTERRUPTED);
        }
        abandoned.incrementAndGet();
        if (!this.state.compareAndSet(RUNNING, ABANDONED)) {
            abandoned.decrementAndGet();
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

    /** Whether the body was begun at all. */
    final boolean hasBegun() {
        return this.worker != null;
    }

    public final Attempt attempt() {
        return this.attempt;
    }

    final @Nullable Object value() {
        return this.value;
    }

    final @Nullable Throwable thrown() {
        return this.thrown;
    }
}
