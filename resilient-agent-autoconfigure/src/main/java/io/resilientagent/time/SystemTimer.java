package io.resilientagent.time;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer with one daemon thread, which begins with the first task. */
public final class SystemTimer implements Timer, AutoCloseable {

    private final ScheduledThreadPoolExecutor executor;

    public SystemTimer() {
        this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
            Thread thread = new Thread(task, "resilient-agent-timer");
            thread.setDaemon(true);
            return thread;
        });
        this.executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Timeout after(long nanos, Runnable task) {
        try {
            Future<?> scheduled = this.executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException ex) {
            // Whoever waits for this would wait for ever.
            task.run();
            return () -> {};
        }
    }

    /** Tasks that are due later still run, then the thread ends; what comes from now on runs at once. */
    @Override
    public void close() {
        this.executor.shutdown();
    }
}
