package io.resilientagent.engine;

import java.util.concurrent.atomic.AtomicInteger;

import io.resilientagent.time.Timer;

/** Interrupts the thread that made it when an attempt's limit has passed, and leaves no interrupt behind. */
final class Watch {

    private static final int RUNNING = 0;

    private static final int ENDED = 1;

    private static final int INTERRUPTING = 2;

    private static final int INTERRUPTED = 3;

    private final Thread caller = Thread.currentThread();

    private final AtomicInteger state = new AtomicInteger(RUNNING);

    private final Timer.Timeout timeout;

    /** Whether somebody else had interrupted the thread before we did. */
    private volatile boolean flagged;

    Watch(Timer timer, long limitNanos) {
        this.timeout = timer.after(limitNanos, this::interrupt);
    }

    private void interrupt() {
        if (this.state.compareAndSet(RUNNING, INTERRUPTING)) {
            this.flagged = this.caller.isInterrupted();
            this.caller.interrupt();
            this.state.set(INTERRUPTED);
        }
    }

    /** The attempt has ended; answers whether its limit had passed. */
    @SuppressWarnings("ThreadPriorityCheck")
    boolean end() {
        if (this.state.compareAndSet(RUNNING, ENDED)) {
            this.timeout.cancel();
            return false;
        }
        while (this.state.get() != INTERRUPTED) {
            Thread.yield();
        }
        if (this.flagged) {
            Thread.currentThread().interrupt();
        } else {
            Thread.interrupted();
        }
        return true;
    }
}
