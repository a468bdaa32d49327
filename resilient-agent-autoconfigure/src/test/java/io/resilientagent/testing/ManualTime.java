package io.resilientagent.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.resilientagent.time.Sleeper;
import io.resilientagent.time.Ticker;
import io.resilientagent.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when a test says so, or when somebody sleeps. What becomes due meanwhile runs on the thread that
 * lets time pass.
 */
public final class ManualTime implements Ticker, Sleeper, Timer {

    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());

    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

    private final Queue<Due> tasks = new PriorityQueue<>(Comparator.comparingLong(Due::at));

    @Override
    public long nanos() {
        return this.nanos.get();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        this.sleeps.add(Duration.ofNanos(nanos));
        pass(nanos);
    }

    @Override
    public Timeout after(long nanos, Runnable task) {
        Due due = new Due(nanos() + nanos, task);
        synchronized (this.tasks) {
            this.tasks.add(due);
        }
        return () -> {
            synchronized (this.tasks) {
                this.tasks.remove(due);
            }
        };
    }

    /** Lets time pass. */
    public void advance(Duration duration) {
        pass(duration.toNanos());
    }

    private void pass(long duration) {
        long left = duration;
        long end = nanos() + duration;
        for (Due next = poll(end); next != null; next = poll(end)) {
            long step = Math.max(next.at() - nanos(), 0);
            this.nanos.addAndGet(step);
            left -= step;
            next.task().run();
        }
        this.nanos.addAndGet(left);
    }

    private @Nullable Due poll(long end) {
        synchronized (this.tasks) {
            Due next = this.tasks.peek();
            return (next != null && next.at() <= end) ? this.tasks.poll() : null;
        }
    }

    /** How many tasks are due later. */
    public int pending() {
        synchronized (this.tasks) {
            return this.tasks.size();
        }
    }

    /** How long was slept, each time. */
    public List<Duration> sleeps() {
        return new ArrayList<>(this.sleeps);
    }

    private static final class Due {

        private final long at;

        private final Runnable task;

        Due(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        long at() {
            return this.at;
        }

        Runnable task() {
            return this.task;
        }
    }
}
