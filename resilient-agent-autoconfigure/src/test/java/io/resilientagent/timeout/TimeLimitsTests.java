package io.resilientagent.timeout;

import java.time.Duration;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TimeLimitsTests {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Property
    void neverGrantsMoreThanTheTimeoutNorThanWhatIsLeftWithoutTheReserve(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long timeout,
            @ForAll @LongRange(max = 1_000_000_000_000L) long reserve,
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 2_000_000_000_000L) long left) {
        TimeLimits limits = new TimeLimits(timeout, reserve);
        long granted = limits.grant(left);
        assertThat(granted).isBetween(0L, timeout);
        if (granted > 0) {
            assertThat(granted).isLessThanOrEqualTo(left - reserve).isGreaterThanOrEqualTo(Math.min(timeout, SECOND));
        } else {
            assertThat(left - reserve).isLessThan(Math.min(timeout, SECOND));
        }
        assertThat(limits.isShortened(granted)).isEqualTo(granted < timeout);
    }

    @Property
    void grantsTheTimeoutWhereNothingLimitsTheCall(
            @ForAll @LongRange(min = 1) long timeout, @ForAll @LongRange(max = 1_000_000_000_000L) long reserve) {
        TimeLimits limits = new TimeLimits(timeout, reserve);
        assertThat(limits.grant(TimeLimits.UNLIMITED)).isEqualTo(timeout);
        assertThat(limits.isShortened(timeout)).isFalse();
    }

    @Property
    void doesNotLimitWithoutATimeoutButStillAsksForASecond(
            @ForAll @LongRange(max = 1_000_000_000_000L) long reserve,
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 2_000_000_000_000L) long left) {
        TimeLimits limits = new TimeLimits(0, reserve);
        assertThat(limits.grant(left)).isEqualTo((left - reserve < SECOND) ? 0 : TimeLimits.UNLIMITED);
        assertThat(limits.isShortened(TimeLimits.UNLIMITED)).isFalse();
    }

    @Test
    void refusesNegativeLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeLimits(-1, 0))
                .withMessage("Invalid 'timeout' (-1): must not be negative");
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeLimits(0, -1));
    }
}
