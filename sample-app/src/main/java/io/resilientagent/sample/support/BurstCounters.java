package io.resilientagent.sample.support;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import io.resilientagent.AgentResult.Status;

/** Counts what comes of one burst. */
class BurstCounters {

    private final AtomicInteger asked = new AtomicInteger();

    private final AtomicInteger skipped = new AtomicInteger();

    private final AtomicIntegerArray ended = new AtomicIntegerArray(Status.values().length);

    private volatile boolean running = true;

    void asked() {
        this.asked.incrementAndGet();
    }

    void skipped() {
        this.skipped.incrementAndGet();
    }

    void ended(Status status) {
        this.ended.incrementAndGet(status.ordinal());
    }

    void end() {
        this.running = false;
    }

    boolean isRunning() {
        return this.running;
    }

    BurstStatus status() {
        return new BurstStatus(
                this.running,
                this.asked.get(),
                this.skipped.get(),
                this.ended.get(Status.SUCCESS.ordinal()),
                this.ended.get(Status.DEGRADED.ordinal()),
                this.ended.get(Status.FAILED.ordinal()));
    }
}
