package io.resilientagent.plan;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations of any length in nanoseconds; what is too long is {@link Long#MAX_VALUE}, which stands for no limit. */
final class Nanos {

    private Nanos() {}

    static long of(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }

    static long times(long count, long nanos) {
        return (count > 0 && nanos > Long.MAX_VALUE / count) ? Long.MAX_VALUE : count * nanos;
    }

    static long sum(long one, long other) {
        return (one > Long.MAX_VALUE - other) ? Long.MAX_VALUE : one + other;
    }
}
