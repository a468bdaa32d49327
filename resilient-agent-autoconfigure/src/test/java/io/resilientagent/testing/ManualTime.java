package io.resilientagent.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.resilientagent.time.Sleeper;
import io.resilientagent.time.Ticker;

/** Time that passes only when a test says so, or when somebody sleeps. */
public final class ManualTime implements Ticker, Sleeper {

    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());

    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

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
        this.nanos.addAndGet(nanos);
    }

    /** Lets time pass. */
    public void advance(Duration duration) {
        this.nanos.addAndGet(duration.toNanos());
    }

    /** How long was slept, each time. */
    public List<Duration> sleeps() {
        return new ArrayList<>(this.sleeps);
    }
}
