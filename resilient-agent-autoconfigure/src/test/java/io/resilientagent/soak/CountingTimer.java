package io.resilientagent.soak;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.resilientagent.time.SystemTimer;
import io.resilientagent.time.Timer;

/** The real timer, which says how many tasks are still to run. */
final class CountingTimer implements Timer, AutoCloseable {

    private final SystemTimer timer = new SystemTimer();

    private final AtomicInteger pending = new AtomicInteger();

    @Override
    public Timeout after(long nanos, Runnable task) {
        AtomicBoolean over = new AtomicBoolean();
        this.pending.incrementAndGet();
        Timeout timeout = this.timer.after(nanos, () -> {
            end(over);
            task.run();
        });
        return () -> {
            end(over);
            timeout.cancel();
        };
    }

    private void end(AtomicBoolean over) {
        if (over.compareAndSet(false, true)) {
            this.pending.decrementAndGet();
        }
    }

    int pending() {
        return this.pending.get();
    }

    @Override
    public void close() {
        this.timer.close();
    }
}
