package io.resilientagent.soak;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;

/** How late a thread is that does nothing but wake up: what the machine adds to every lateness. */
final class Hiccups implements AutoCloseable {

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(10);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private final LongAccumulator worst = new LongAccumulator(Long::max, 0);

    private long last = System.nanoTime();

    Hiccups() {
        this.thread.scheduleWithFixedDelay(this::wakeUp, PERIOD, PERIOD, TimeUnit.NANOSECONDS);
    }

    private void wakeUp() {
        long now = System.nanoTime();
        this.worst.accumulate(now - this.last - PERIOD);
        this.last = System.nanoTime();
    }

    long worstMillis() {
        return TimeUnit.NANOSECONDS.toMillis(this.worst.get());
    }

    @Override
    public void close() {
        this.thread.shutdownNow();
    }
}
