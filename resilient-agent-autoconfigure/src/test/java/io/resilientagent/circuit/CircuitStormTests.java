package io.resilientagent.circuit;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sixty-four threads, random faults, random time. Not part of the build, because it takes as long as it is let:
 * {@code ./mvnw -pl resilient-agent-autoconfigure test -Dtest=CircuitStormTests -DexcludedGroups= -Dgroups=storm
 * -Dstorm.minutes=10}.
 */
@Tag("storm")
class CircuitStormTests {

    private static final int THREADS = 64;

    private static void inAllThreads(Runnable work) {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(work, executor))
                            .limit(THREADS)
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void nothingIsLostAndNothingIsTooMuch() {
        Storm storm = new Storm();
        long start = System.nanoTime();
        long length = Duration.ofMinutes(Integer.getInteger("storm.minutes", 1)).toNanos();
        inAllThreads(() -> storm.rage(() -> System.nanoTime() - start > length));
        CircuitSnapshot snapshot = storm.snapshot();
        assertThat(storm.tooManyProbes).hasValue(0);
        assertThat(storm.calls.sum()).isEqualTo(storm.refused.sum() + storm.lost.sum() + storm.ended.sum());
        assertThat(snapshot.notPermittedCalls()).isEqualTo(storm.refused.sum());
        assertThat(snapshot.ignoredCalls()).isEqualTo(storm.released.sum());
        long counted = snapshot.failuresByKind().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(counted).isBetween(storm.failed.sum() - snapshot.lateCalls(), storm.failed.sum());
        assertThat(storm.visits.keySet()).containsExactlyInAnyOrder(CircuitState.values());
        assertThat(storm.visits.values())
                .allSatisfy((visits) -> assertThat(visits.sum()).isGreaterThan(1));
        System.getLogger("storm").log(System.Logger.Level.INFO, summary(storm, snapshot));
        storm.calm(Duration.ofDays(1));
        assertThat(storm.snapshot().state()).isEqualTo(CircuitState.CLOSED);
        assertThat(storm.snapshot().failedCalls()).isZero();
        storm.after(CircuitStormTests::everyStateIsStillReached);
    }

    private static void everyStateIsStillReached(Circuit circuit, long now) {
        circuit.force(CircuitState.CLOSED, null, now);
        acquire(circuit, now).open(FailureKind.OVERLOADED, now, 0, 0);
        assertThat(circuit.state(now)).isEqualTo(CircuitState.OPEN);
        assertThat(circuit.acquire(now, 1)).isNull();
        long later = now + circuit.nanosUntilAdmission(now);
        assertThat(circuit.state(later)).isEqualTo(CircuitState.HALF_OPEN);
        for (int i = 0; i < circuit.settings().permittedNumberOfCallsInHalfOpenState(); i++) {
            acquire(circuit, later).succeed(later, 0);
        }
        assertThat(circuit.state(later)).isEqualTo(CircuitState.CLOSED);
        circuit.force(CircuitState.DISABLED, Duration.ofNanos(1), later);
        assertThat(circuit.state(later)).isEqualTo(CircuitState.DISABLED);
        circuit.force(CircuitState.FORCED_OPEN, Duration.ofNanos(1), later);
        assertThat(circuit.state(later)).isEqualTo(CircuitState.FORCED_OPEN);
        assertThat(circuit.state(later + 1)).isEqualTo(CircuitState.CLOSED);
    }

    private static Lease acquire(Circuit circuit, long now) {
        return Objects.requireNonNull(circuit.acquire(now, Long.MAX_VALUE));
    }

    private static String summary(Storm storm, CircuitSnapshot snapshot) {
        return "calls %d, refused %d, lost %d, failed %d, late %d, probes %d, visits %s"
                .formatted(
                        storm.calls.sum(),
                        storm.refused.sum(),
                        storm.lost.sum(),
                        storm.failed.sum(),
                        snapshot.lateCalls(),
                        storm.probes.sum(),
                        storm.visits);
    }
}
