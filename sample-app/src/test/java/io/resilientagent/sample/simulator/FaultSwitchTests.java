package io.resilientagent.sample.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FaultSwitchTests {

    private final FaultSwitch faults = new FaultSwitch(random(0.0));

    @Test
    void answersUntilToldOtherwise() {
        assertThat(failures(this.faults, 3)).containsExactly(false, false, false);
        assertThat(this.faults.status()).isEqualTo(ProviderStatus.of(null, 3, 0));
    }

    @Test
    void failsUntilFurtherNotice() {
        this.faults.set(fault(null, 1));

        assertThat(failures(this.faults, 3)).containsExactly(true, true, true);
        assertThat(this.faults.status().failed()).isEqualTo(3);
    }

    @Test
    void isHealthyAgainAfterTheGivenNumberOfCalls() {
        this.faults.set(fault(2, 1));

        assertThat(failures(this.faults, 4)).containsExactly(true, true, false, false);
        assertThat(this.faults.status().fault()).isEqualTo("healthy");
    }

    @Test
    void failsTheShareThatTheRandomNumbersGive() {
        FaultSwitch half = new FaultSwitch(random(0.49, 0.5, 0.0, 0.99));
        half.set(fault(null, 0.5));

        assertThat(failures(half, 4)).containsExactly(true, false, true, false);
    }

    @Test
    void countsOnlyFailedCallsAgainstTheirNumber() {
        FaultSwitch half = new FaultSwitch(random(0.9, 0.1, 0.9, 0.1, 0.1));
        half.set(fault(2, 0.5));

        assertThat(failures(half, 5)).containsExactly(false, true, false, true, false);
    }

    @Test
    void letsGoWhoeverHangsWhenTheFaultChanges() {
        this.faults.set(fault(null, 1));
        CountDownLatch hanging = next(this.faults).changed();
        assertThat(hanging.getCount()).isEqualTo(1);

        this.faults.set(null);

        assertThat(hanging.getCount()).isZero();
    }

    private static List<Boolean> failures(FaultSwitch faults, int calls) {
        return IntStream.range(0, calls)
                .mapToObj((call) -> faults.next() != null)
                .toList();
    }

    private static FaultSwitch.Play next(FaultSwitch faults) {
        return Objects.requireNonNull(faults.next());
    }

    private static Fault fault(@Nullable Integer times, double share) {
        return new Fault(FaultKind.OVERLOADED, times, share, null, Duration.ZERO);
    }

    /** These numbers, the last one for ever. */
    private static RandomGenerator random(double... numbers) {
        Iterator<Double> iterator = Arrays.stream(numbers).iterator();
        double last = numbers[numbers.length - 1];
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return iterator.hasNext() ? iterator.next() : last;
            }
        };
    }
}
