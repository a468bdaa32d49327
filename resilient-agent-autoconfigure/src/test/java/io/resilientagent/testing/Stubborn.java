package io.resilientagent.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that ends when it is told to, and not when it is interrupted. */
public final class Stubborn {

    private final CountDownLatch begun = new CountDownLatch(1);

    private final CountDownLatch release = new CountDownLatch(1);

    private final CountDownLatch ended = new CountDownLatch(1);

    private final AtomicInteger interrupts = new AtomicInteger();

    /** Works until it is released. */
    public void work() {
        this.begun.countDown();
        while (true) {
            try {
                this.release.await();
                return;
            } catch (InterruptedException ex) {
                this.interrupts.incrementAndGet();
            }
        }
    }

    /** To be told by whoever works, when all is done. */
    public void done() {
        this.ended.countDown();
    }

    /** Waits until somebody works. */
    public void awaitBegun() throws InterruptedException {
        this.begun.await();
    }

    /** Lets the work end. */
    public void release() {
        this.release.countDown();
    }

    /** Waits until all is done. */
    public void awaitDone() throws InterruptedException {
        this.ended.await();
    }

    /** How often it was interrupted. */
    public int interrupts() {
        return this.interrupts.get();
    }
}
