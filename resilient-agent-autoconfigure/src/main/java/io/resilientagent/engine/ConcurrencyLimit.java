package io.resilientagent.engine;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.util.Assert;

/** How many attempts of a call may run at the same time. One that was given up on does not count any more. */
public final class ConcurrencyLimit {

    private final int most;

    private final AtomicInteger running = new AtomicInteger();

    /**
     * Creates a limit.
     *
     * @param most how many at most; 1 or more
     */
    public ConcurrencyLimit(int most) {
        Assert.isTrue(most >= 1, () -> "Invalid limit (" + most + "): must be 1 or more");
        this.most = most;
    }

    boolean tryAcquire() {
        int now = this.running.get();
        while (now < this.most) {
            int before = this.running.compareAndExchange(now, now + 1);
            if (before == now) {
                return true;
            }
            now = before;
        }
        return false;
    }

    void release() {
        this.running.decrementAndGet();
    }
}
