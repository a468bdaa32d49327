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

    private static final int NEVER = 5;

    private final Attempt attempt;

    /** Where to count it if it is given up on; null on the caller's thread, which is none of ours. */
    private final @Nullable AtomicInteger abandonedWorkers;

    private final AtomicInteger state = new AtomicInteger(NEW);

    private volatile @Nullable Thread worker;

    /** Whether somebody else had interrupted it before we did. */
    private volatile boolean flagged;

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
        this.attempt.observed().late(this.value);
        if (this.abandonedWorkers != null) {
            this.abandonedWorkers.decrementAndGet();
        } else if (this.flagged) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives up on the body, and interrupts its thread; false if it has returned meanwhile. */
    final boolean abandon() {
        if (this.state.compareAndSet(NEW, NEVER)) {
            return true;
        }
        AtomicInteger abandoned = this.abandonedWorkers;
        if (abandoned != null) {
            abandoned.incrementAndGet();
        }
        if (!this.state.compareAndSet(RUNNING, ABANDONED)) {
            if (abandoned != null) {
                abandoned.decrementAndGet();
            }
            return false;
        }
        this.attempt.abandon();
        Thread running = this.worker;
        if (running != null) {
            this.flagged = running.isInterrupted();
            running.interrupt();
        }
        this.state.set(INTERRUPTED);
        return true;
    }

    /** Whether the body was begun, or will be; known for good once it was given up on. */
    final boolean hasBegun() {
        return this.state.get() != NEVER;
    }

    /** Whether the body runs on its caller's thread. */
    final boolean isWithItsCaller() {
        return this.abandonedWorkers == null;
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
