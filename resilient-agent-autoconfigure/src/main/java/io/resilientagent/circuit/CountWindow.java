package io.resilientagent.circuit;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last {@code size} outcomes, exactly. One word holds everything that a decision needs, and the newest outcome,
 * which is not in the ring yet: whoever records next stores it there before moving the word on. A slot is tagged with
 * its outcome's number, so that a helper who is late cannot overwrite a newer one.
 *
 * <p>A good outcome that joins a full window of good ones leaves it as it is: nothing is written then, and threads do
 * not meet.
 *
 * <p>The word, from the lowest bit: number of the next outcome (30 bits), failed (10), slow (10), failures in a row
 * (10, saturating), newest outcome failed, newest outcome slow, window full.
 */
final class CountWindow extends Window {

    private static final int NUMBER_BITS = 30;

    private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;

    private static final int COUNT_MASK = 0x3ff;

    private static final int FAILED_SHIFT = NUMBER_BITS;

    private static final int SLOW_SHIFT = NUMBER_BITS + 10;

    private static final int CONSECUTIVE_SHIFT = NUMBER_BITS + 20;

    private static final int NEWEST_SHIFT = NUMBER_BITS + 30;

    private static final long FULL = 1L << 62;

    private static final long TROUBLE_OR_FULL = FULL | (((1L << 32) - 1) << FAILED_SHIFT);

    private static final int FAILED = 1;

    private static final int SLOW = 2;

    private final int size;

    /** Numbers run from 0 to this and start again; a multiple of the size. */
    private final int cycle;

    private final AtomicIntegerArray ring;

    private final AtomicLong word;

    CountWindow(int size, int consecutiveFailures) {
        this.size = size;
        this.cycle = (int) ((NUMBER_MASK + 1) / size) * size;
        this.ring = new AtomicIntegerArray(size);
        for (int i = 0; i < size; i++) {
            this.ring.setPlain(i, slot(i, 0));
        }
        int streak = Math.min(consecutiveFailures, COUNT_MASK);
        this.word = new AtomicLong(size % this.cycle | (long) streak << CONSECUTIVE_SHIFT);
    }

    @Override
    boolean fits(CircuitSettings settings) {
        return settings.slidingWindowType() == WindowType.COUNT && settings.slidingWindowSize() == this.size;
    }

    @Override
    boolean record(boolean failed, boolean slow, long now, Rules rules) {
        int outcome = (failed ? FAILED : 0) | (slow ? SLOW : 0);
        while (true) {
            long before = this.word.get();
            if (outcome == 0 && (before & TROUBLE_OR_FULL) == FULL) {
                return false;
            }
            storeNewest(before);
            int evicted = this.ring.get(number(before) % this.size);
            if (evicted >>> 2 == earlier(number(before))) {
                long after = next(before, outcome, evicted);
                if (this.word.compareAndSet(before, after)) {
                    return rules.isExceeded(calls(after), failed(after), slow(after), consecutiveFailures(after));
                }
            }
        }
    }

    private void storeNewest(long word) {
        if (calls(word) == 0) {
            return;
        }
        int number = (number(word) == 0) ? this.cycle - 1 : number(word) - 1;
        int index = number % this.size;
        int old = this.ring.get(index);
        if (old >>> 2 == earlier(number)) {
            this.ring.compareAndSet(index, old, slot(number, newest(word)));
        }
    }

    private long next(long word, int outcome, int evicted) {
        int number = (number(word) + 1) % this.cycle;
        int failed = failed(word) + (outcome & FAILED) - (evicted & FAILED);
        int slow = slow(word) + ((outcome & SLOW) - (evicted & SLOW)) / SLOW;
        int consecutive = (outcome & FAILED) == 0 ? 0 : Math.min(consecutiveFailures(word) + 1, COUNT_MASK);
        long full = word & FULL | ((calls(word) + 1 >= this.size) ? FULL : 0);
        return number
                | (long) failed << FAILED_SHIFT
                | (long) slow << SLOW_SHIFT
                | (long) consecutive << CONSECUTIVE_SHIFT
                | (long) outcome << NEWEST_SHIFT
                | full;
    }

    @Override
    Figures figures(long now) {
        long current = this.word.get();
        return new Figures(calls(current), failed(current), slow(current), consecutiveFailures(current));
    }

    /** The number of the outcome that has the same slot one lap before. */
    private int earlier(int number) {
        return (number >= this.size) ? number - this.size : number - this.size + this.cycle;
    }

    private static int slot(int number, int outcome) {
        return number << 2 | outcome;
    }

    private static int number(long word) {
        return (int) (word & NUMBER_MASK);
    }

    private int calls(long word) {
        return (word & FULL) != 0 ? this.size : number(word) - this.size;
    }

    private static int failed(long word) {
        return (int) (word >>> FAILED_SHIFT) & COUNT_MASK;
    }

    private static int slow(long word) {
        return (int) (word >>> SLOW_SHIFT) & COUNT_MASK;
    }

    private static int consecutiveFailures(long word) {
        return (int) (word >>> CONSECUTIVE_SHIFT) & COUNT_MASK;
    }

    private static int newest(long word) {
        return (int) (word >>> NEWEST_SHIFT) & (FAILED | SLOW);
    }
}
