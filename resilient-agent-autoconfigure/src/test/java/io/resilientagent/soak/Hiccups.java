package io.resilientagent.soak;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How late a thread is that does nothing but wake up: what the machine adds to every lateness. */
final class Hiccups implements AutoCloseable {

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(10);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private final Peaks peaks = new Peaks();

    private long last = System.nanoTime();

    Hiccups() {
        this.thread.scheduleWithFixedDelay(this::wakeUp, PERIOD, PERIOD, TimeUnit.NANOSECONDS);
    }

    private void wakeUp() {
        this.peaks.add(this.last + PERIOD, System.nanoTime());
        this.last = System.nanoTime();
    }

    Peaks peaks() {
        return this.peaks;
    }

    @Override
    public void close() {
        this.thread.shutdownNow();
    }
}
