package io.resilientagent.circuit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The outcomes of the last {@code seconds} seconds, this one included. Every second has a bucket of one word, which is
 * taken over from the second that had it before by the same compare-and-set that adds the first outcome.
 *
 * <p>The word, from the lowest bit: calls (12 bits), failed (12), slow (12), second (28). A bucket that is full is
 * halved, which keeps its rates: beyond 4,095 calls a second the numbers of calls are too low, the rates are not.
 */
final class TimeWindow extends Window {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final int COUNT_MASK = 0xfff;

    private static final int FAILED_SHIFT = 12;

    private static final int SLOW_SHIFT = 24;

    private static final int TAG_SHIFT = 36;

    private static final long TAG_MASK = (1L << 28) - 1;

    /** A bucket that is ahead of a recorder by less than this is newer, not left over from the tags' last round. */
    private static final long MAX_AHEAD = 1L << 20;

    private static final long HALVES = 0x7ffL | 0x7ffL << FAILED_SHIFT | 0x7ffL << SLOW_SHIFT;

    private final int seconds;

    private final long origin;

    private final AtomicLongArray buckets;

    private final AtomicInteger consecutiveFailures;

    /** The newest second with an outcome that was not good. */
    private final AtomicLong trouble = new AtomicLong(Long.MIN_VALUE / 2);

    TimeWindow(int seconds, long now, int consecutiveFailures) {
        this.seconds = seconds;
        this.origin = now;
        this.buckets = new AtomicLongArray(seconds);
        this.consecutiveFailures = new AtomicInteger(consecutiveFailures);
    }

    @Override
    boolean fits(CircuitSettings settings) {
        return settings.slidingWindowType() == WindowType.TIME && settings.slidingWindowSize() == this.seconds;
    }

    @Override
    boolean record(boolean failed, boolean slow, long now, Rules rules) {
        int streak = countStreak(failed);
        long second = second(now);
        boolean good = !failed && !slow;
        if (!good && this.trouble.get() < second) {
            this.trouble.accumulateAndGet(second, Math::max);
        }
        add(second, 1L | (failed ? 1L << FAILED_SHIFT : 0) | (slow ? 1L << SLOW_SHIFT : 0));
        // whoever records trouble says so first: either it is seen here, or it sees this outcome in its own sums
        if (good && second - this.trouble.get() >= this.seconds) {
            return false;
        }
        long sums = sums(now);
        return rules.isExceeded(Sums.calls(sums), Sums.failed(sums), Sums.slow(sums), streak);
    }

    private int countStreak(boolean failed) {
        if (failed) {
            return this.consecutiveFailures.incrementAndGet();
        }
        if (this.consecutiveFailures.get() != 0) {
            this.consecutiveFailures.set(0);
        }
        return 0;
    }

    private void add(long second, long outcome) {
        int index = (int) (second % this.seconds);
        while (true) {
            long before = this.buckets.get(index);
            long ahead = (tag(before) - second) & TAG_MASK;
            if (ahead != 0 && ahead < MAX_AHEAD && (before & COUNT_MASK) != 0) {
                return;
            }
            long kept = (ahead == 0) ? before : second << TAG_SHIFT;
            if (this.buckets.compareAndSet(index, before, room(kept) + outcome)) {
                return;
            }
        }
    }

    private static long room(long bucket) {
        if ((bucket & COUNT_MASK) != COUNT_MASK) {
            return bucket;
        }
        return (bucket >>> 1) & HALVES | tag(bucket) << TAG_SHIFT;
    }

    /** {@link Sums} over the window. Newest first, so that what is seen of a second includes what was added to earlier ones before it. */
    private long sums(long now) {
        long newest = second(now);
        long sums = 0;
        for (long second = newest; second >= 0 && second > newest - this.seconds; second--) {
            long bucket = this.buckets.get((int) (second % this.seconds));
            if (tag(bucket) == (second & TAG_MASK)) {
                sums += Sums.of(
                        bucket & COUNT_MASK, bucket >>> FAILED_SHIFT & COUNT_MASK, bucket >>> SLOW_SHIFT & COUNT_MASK);
            }
        }
        return sums;
    }

    @Override
    Figures figures(long now) {
        long sums = sums(now);
        return new Figures(Sums.calls(sums), Sums.failed(sums), Sums.slow(sums), this.consecutiveFailures.get());
    }

    private long second(long now) {
        return Math.max(0, (now - this.origin) / SECOND);
    }

    private static long tag(long bucket) {
        return bucket >>> TAG_SHIFT;
    }
}
