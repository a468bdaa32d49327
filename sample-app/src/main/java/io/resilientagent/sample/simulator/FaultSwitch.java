package io.resilientagent.sample.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/** Decides for each request to one provider whether it fails, and counts them. Safe for use by many threads. */
class FaultSwitch {

    private final RandomGenerator random;

    @Nullable
    private Fault fault;

    private CountDownLatch changed = new CountDownLatch(1);

    private long requests;

    private long failed;

    FaultSwitch(RandomGenerator random) {
        this.random = random;
    }

    /** What happens to the request that has just come in; null is an answer. */
    @Nullable
    synchronized Play next() {
        this.requests++;
        Fault current = this.fault;
        if (current == null || this.random.nextDouble() >= current.share()) {
            return null;
        }
        this.failed++;
        this.fault = current.oneLess();
        return new Play(current, this.changed);
    }

    /** Fails from now on; null heals. Whoever hangs is let go. */
    synchronized void set(@Nullable Fault fault) {
        this.fault = fault;
        this.changed.countDown();
        this.changed = new CountDownLatch(1);
    }

    /** The fault and the counters of this moment. */
    synchronized ProviderStatus status() {
        return ProviderStatus.of(this.fault, this.requests, this.failed);
    }

    /**
     * One request that fails.
     *
     * @param fault how
     * @param changed opens as soon as somebody sets another fault or heals
     */
    record Play(Fault fault, CountDownLatch changed) {

        /** Waits, at most until the fault is changed. */
        void hold(Duration limit) throws InterruptedException {
            boolean ignored = this.changed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
