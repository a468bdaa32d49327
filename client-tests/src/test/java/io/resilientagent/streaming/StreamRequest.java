package io.resilientagent.streaming;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A request as the provider saw it. */
final class StreamRequest {

    private final String model;

    private final long atNanos;

    private final CountDownLatch read = new CountDownLatch(1);

    private final CountDownLatch over = new CountDownLatch(1);

    private final AtomicInteger drips = new AtomicInteger();

    private volatile boolean clientGone;

    StreamRequest(String model, long atNanos) {
        this.model = model;
        this.atNanos = atNanos;
    }

    String model() {
        return this.model;
    }

    /** When it came. */
    long atNanos() {
        return this.atNanos;
    }

    /** Whether its client had closed the connection before all was sent; waits for the end of the answer. */
    boolean isClientGone() throws InterruptedException {
        return this.over.await(30, TimeUnit.SECONDS) && this.clientGone;
    }

    /** How many slow pieces were sent; waits for the end of the answer. */
    int drips() throws InterruptedException {
        this.over.await(30, TimeUnit.SECONDS);
        return this.drips.get();
    }

    /** The subscriber has what was sent so far. */
    void read() {
        this.read.countDown();
    }

    void awaitReader() throws InterruptedException {
        this.read.await(30, TimeUnit.SECONDS);
    }

    void dripped() {
        this.drips.incrementAndGet();
    }

    void clientGone() {
        this.clientGone = true;
    }

    void over() {
        this.over.countDown();
    }
}
