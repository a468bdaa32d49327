package io.resilientagent.sample;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.resilientagent.time.Sleeper;
import io.resilientagent.time.Ticker;

/** Time that stands still until a test lets it pass, so that no test depends on how fast the machine is. */
public class ManualTime implements Ticker, Sleeper {

    /** After so much time no retry is missing from a budget any more. */
    public static final Duration RETRY_BUDGETS_FULL = Duration.ofMinutes(10);

    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanos() {
        return this.now.get();
    }

    /** Waits for nobody: what would have been waited for has passed. */
    @Override
    public void sleep(long nanos) {
        this.now.addAndGet(Math.max(nanos, 0));
    }

    /** Lets time pass. */
    public void pass(Duration duration) {
        this.now.addAndGet(duration.toNanos());
    }
}
