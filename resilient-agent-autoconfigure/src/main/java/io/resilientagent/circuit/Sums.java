package io.resilientagent.circuit;

/** Calls, failed and slow ones in one number that can be added up: 21 bits each, enough for 512 full buckets. */
final class Sums {

    private static final int BITS = 21;

    private static final int MASK = (1 << BITS) - 1;

    private Sums() {}

    static long of(long calls, long failed, long slow) {
        return calls + (failed << BITS) + (slow << 2 * BITS);
    }

    static int calls(long sums) {
        return (int) sums & MASK;
    }

    static int failed(long sums) {
        return (int) (sums >>> BITS) & MASK;
    }

    static int slow(long sums) {
        return (int) (sums >>> 2 * BITS) & MASK;
    }
}
