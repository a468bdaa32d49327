package io.resilientagent.soak;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;

/** The greatest delay of each second, in nanoseconds. */
final class Peaks {

    private final Map<Long, LongAccumulator> bySecond = new ConcurrentHashMap<>();

    /** Something that was due at some time happened at another. */
    void add(long due, long now) {
        // A thread that stood still for seconds was late in each of them.
        for (long second = second(now); second >= Math.min(second(due), second(now)); second--) {
            note(second, now - due);
        }
    }

    /** Something that was due at some time happened at another; only the second in which it happened matters. */
    void addAtEnd(long due, long now) {
        note(second(now), now - due);
    }

    private void note(long second, long delay) {
        this.bySecond
                .computeIfAbsent(second, (key) -> new LongAccumulator(Long::max, Long.MIN_VALUE))
                .accumulate(delay);
    }

    private static long second(long nanos) {
        return Math.floorDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }

    private long at(long second) {
        LongAccumulator peak = this.bySecond.get(second);
        return (peak != null) ? Math.max(peak.get(), 0) : 0;
    }

    long worstMillis() {
        return TimeUnit.NANOSECONDS.toMillis(this.bySecond.values().stream()
                .mapToLong(LongAccumulator::get)
                .max()
                .orElse(0));
    }

    /** The worst that is not explained by a delay of these in the same second, or in the one before. */
    long worstMillisBeyond(Peaks others) {
        return TimeUnit.NANOSECONDS.toMillis(this.bySecond.entrySet().stream()
                .mapToLong((peak) ->
                        peak.getValue().get() - Math.max(others.at(peak.getKey()), others.at(peak.getKey() - 1)))
                .max()
                .orElse(0));
    }
}
