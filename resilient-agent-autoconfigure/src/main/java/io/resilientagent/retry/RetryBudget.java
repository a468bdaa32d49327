package io.resilientagent.retry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps retries from multiplying the load on a provider that fails: a retry takes a token, a success gives a part of
 * one back, and time gives them back too. Thread-safe, without locks.
 */
public final class RetryBudget {

    // What is missing from a full bucket is kept as time: the moment at which it would be full by refill alone. One
    // number then holds tokens and the time of the last refill, and a full bucket needs no write on a success.

    private static final long FROZEN_UNIT = Duration.ofSeconds(1).toNanos();

    /** Times are compared by their difference, which must not overflow. */
    private static final long MAX_MISSING = Long.MAX_VALUE / 2;

    private final BudgetSettings settings;

    private final long unit;

    private final long full;

    private final AtomicLong fullAt;

    /**
     * Creates a full budget.
     *
     * @param now the present time of the ticker that later times come from
     */
    public RetryBudget(BudgetSettings settings, long now) {
        this.settings = settings;
        this.unit = settings.refill().isZero() ? FROZEN_UNIT : settings.refill().toNanos();
        boolean endless = settings.capacity() > MAX_MISSING / this.unit;
        this.full = endless ? MAX_MISSING : settings.capacity() * this.unit;
        this.fullAt = new AtomicLong(clock(now));
    }

    /** Takes a token; false if there is none left. */
    public boolean tryTake(long now) {
        if (this.settings.capacity() == 0) {
            return true;
        }
        long time = clock(now);
        while (true) {
            long before = this.fullAt.get();
            long missing = Math.max(before - time, 0) + this.unit;
            if (missing > this.full || missing < 0) {
                return false;
            }
            if (this.fullAt.compareAndSet(before, time + missing)) {
                return true;
            }
        }
    }

    /** Gives back what a success is worth. */
    public void reward(long now) {
        long time = clock(now);
        long before = this.fullAt.get();
        if (before - time <= 0) {
            return;
        }
        long worth = (long) (this.settings.perSuccess() * this.unit);
        while (before - time > 0 && !this.fullAt.compareAndSet(before, time + Math.max(before - time - worth, 0))) {
            before = this.fullAt.get();
        }
    }

    /** Gives all tokens back. */
    public void refill(long now) {
        this.fullAt.set(clock(now));
    }

    /** How many tokens there are. */
    public double tokens(long now) {
        double missing = Math.max(this.fullAt.get() - clock(now), 0) / (double) this.unit;
        return Math.max(this.settings.capacity() - missing, 0);
    }

    private long clock(long now) {
        return this.settings.refill().isZero() ? 0 : now;
    }
}
