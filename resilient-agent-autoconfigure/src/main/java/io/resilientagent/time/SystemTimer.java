package io.resilientagent.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A timer with one daemon thread, which begins with the first task. It looks for tasks that are due every 10 ms: a task
 * never runs early, and up to that much late. Where there has been no task for a second, it waits for the next one.
 */
public final class SystemTimer implements Timer, AutoCloseable {

    private static final Log logger = LogFactory.getLog(SystemTimer.class);

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int IDLE_TICKS = 100;

    /** More than one, so that threads seldom meet at the same. A power of two. */
    private static final int WHEELS = 8;

    private final TimerWheel[] wheels = new TimerWheel[WHEELS];

    private final long origin = System.nanoTime();

    private final Thread thread;

    private final AtomicBoolean started = new AtomicBoolean();

    private volatile boolean idle;

    private volatile boolean closed;

    /** Creates a timer without a thread. */
    public SystemTimer() {
        for (int i = 0; i < WHEELS; i++) {
            this.wheels[i] = new TimerWheel();
        }
        this.thread = new Thread(this::run, "resilient-agent-timer");
        this.thread.setDaemon(true);
    }

    @Override
    public Timeout after(long nanos, Runnable task) {
        TimerWheel wheel = wheel();
        TimerWheel.Entry entry = new TimerWheel.Entry(wheel, task);
        if (!wheel.add(entry, dueAt(nanos))) {
            // Whoever waits for this would wait for ever.
            task.run();
            return entry;
        }
        if (!this.started.get() && this.started.compareAndSet(false, true)) {
            this.thread.start();
        }
        if (this.idle) {
            LockSupport.unpark(this.thread);
        }
        return entry;
    }

    @SuppressWarnings("deprecation") // the id of a thread has another name from Java 19 on
    private TimerWheel wheel() {
        return this.wheels[(int) Thread.currentThread().getId() & (WHEELS - 1)];
    }

    /** The first tick that is not too early. */
    private long dueAt(long nanos) {
        long elapsed = System.nanoTime() - this.origin;
        long due = elapsed + Math.min(Math.max(nanos, 0), Long.MAX_VALUE / 2);
        return (due + TICK - 1) / TICK;
    }

    private void run() {
        List<Runnable> due = new ArrayList<>();
        int emptyTicks = 0;
        while (!this.closed || !isEmpty()) {
            waitForNext(emptyTicks > IDLE_TICKS);
            long tick = (System.nanoTime() - this.origin) / TICK;
            for (TimerWheel wheel : this.wheels) {
                wheel.advance(tick, due);
            }
            due.forEach(SystemTimer::run);
            due.clear();
            emptyTicks = isEmpty() ? emptyTicks + 1 : 0;
        }
    }

    private void waitForNext(boolean mayIdle) {
        if (mayIdle) {
            // Whoever adds a task sees this, or its task is seen here.
            this.idle = true;
            if (isEmpty() && !this.closed) {
                LockSupport.park(this);
            }
            this.idle = false;
        } else {
            LockSupport.parkNanos(this, TICK - (System.nanoTime() - this.origin) % TICK);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable ex) {
            logger.warn("A task of the timer failed; the others go on", ex);
        }
    }

    private boolean isEmpty() {
        for (TimerWheel wheel : this.wheels) {
            if (!wheel.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Tasks that are due later still run, then the thread ends; what comes from now on runs at once. */
    @Override
    public void close() {
        for (TimerWheel wheel : this.wheels) {
            wheel.close();
        }
        this.closed = true;
        LockSupport.unpark(this.thread);
    }
}
