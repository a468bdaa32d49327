package io.resilientagent.retry;

import java.time.Duration;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTests {

    @Property
    void staysBetweenTheGrownDelayAndItsJitter(
            @ForAll @LongRange(max = 60_000) long delay,
            @ForAll @DoubleRange(min = 1, max = 100) double multiplier,
            @ForAll @LongRange(max = 600_000) long longer,
            @ForAll @DoubleRange(max = 1) double jitter,
            @ForAll @IntRange(min = 1, max = 100) int tries,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
        long most = Duration.ofMillis(delay + longer).toNanos();
        BackOff backOff = new BackOff(settings(delay, multiplier, delay + longer, jitter), () -> random);
        double grown = Math.min(Duration.ofMillis(delay).toNanos() * Math.pow(multiplier, tries - 1.0), most);
        assertThat((double) backOff.nanosAfter(tries, null)).isBetween(grown - 1, grown * (1 + jitter) + 1);
    }

    @Property
    void growsWithEveryTry(
            @ForAll @LongRange(max = 60_000) long delay,
            @ForAll @DoubleRange(min = 1, max = 100) double multiplier,
            @ForAll @IntRange(min = 1, max = 99) int tries) {
        BackOff backOff = new BackOff(settings(delay, multiplier, delay + 600_000, 0), () -> 0);
        assertThat(backOff.nanosAfter(tries + 1, null)).isGreaterThanOrEqualTo(backOff.nanosAfter(tries, null));
    }

    @Property
    void neverWaitsLessThanAdvisedNorMuchMore(
            @ForAll @LongRange(min = 1, max = 10_000_000_000_000_000L) long advised,
            @ForAll @IntRange(min = 1, max = 100) int tries,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
        BackOff backOff = new BackOff(settings(1_000, 2, 20_000, 0.5), () -> random);
        double least = Math.max(advised, Duration.ofMillis(250).toNanos());
        assertThat((double) backOff.nanosAfter(tries, Duration.ofNanos(advised)))
                .isBetween(least, least * 1.1 + 1);
    }

    private static RetrySettings settings(long delay, double multiplier, long maxDelay, double jitter) {
        return new RetrySettings(
                100, Duration.ofMillis(delay), multiplier, Duration.ofMillis(maxDelay), jitter, Duration.ofDays(365));
    }
}
