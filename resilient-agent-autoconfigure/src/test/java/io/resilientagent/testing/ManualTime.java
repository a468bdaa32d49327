package io.resilientagent.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.resilientagent.time.Sleeper;
import io.resilientagent.time.Ticker;
import io.resilientagent.time.Timer;
import org.jspecify.annotations.Nullable;

/** Time that passes only when a test says so, or when somebody sleeps. */
public final class ManualTime implements Ticker, Sleeper, Timer {

    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());

    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

    private final List<Task> tasks = new CopyOnWriteArrayList<>();

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
        advance(Duration.ofNanos(nanos));
    }

    @Override
    public Timeout after(long nanos, Runnable work) {
        long now = nanos();
        Task task = new Task((nanos > Long.MAX_VALUE - now) ? Long.MAX_VALUE : now + nanos, work);
        this.tasks.add(task);
        return () -> this.tasks.remove(task);
    }

    /** Lets time pass, and runs the tasks that are due meanwhile, each at its time. */
    public void advance(Duration duration) {
        long end = nanos() + duration.toNanos();
        for (Task next = due(end); next != null; next = due(end)) {
            if (this.tasks.remove(next)) {
                long at = next.at;
                this.nanos.updateAndGet((now) -> Math.max(now, at));
                next.work.run();
            }
        }
        this.nanos.set(end);
    }

    /** Lets time pass until the next task is due, and runs it; not at all if there is none. */
    public void advanceToNextTask() {
        next().ifPresent((task) -> advance(Duration.ofNanos(task.at - nanos())));
    }

    private @Nullable Task due(long end) {
        return next().filter((task) -> task.at <= end).orElse(null);
    }

    private Optional<Task> next() {
        return this.tasks.stream().min(Comparator.comparingLong((task) -> task.at));
    }

    /** How long was slept, each time. */
    public List<Duration> sleeps() {
        return new ArrayList<>(this.sleeps);
    }

    /** How many tasks are to run later. */
    public int tasks() {
        return this.tasks.size();
    }

    /** Waits until a task is to run at this time from now, or sooner. */
    public void awaitTask(Duration within) {
        Await.until(
                "a task within " + within,
                () -> next().filter((task) -> task.at - nanos() <= within.toNanos())
                        .isPresent());
    }

    private static final class Task {

        private final long at;

        private final Runnable work;

        private Task(long at, Runnable work) {
            this.at = at;
            this.work = work;
        }
    }
}
