package io.resilientagent.circuit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sixty-four threads, random faults, random time. Not part of the build, because it takes as long as it is let:
 * {@code ./mvnw -pl resilient-agent-autoconfigure test -Dtest=CircuitStormTests -DexcludedGroups= -Dgroups=storm
 * -Dstorm.calls=1000000000}.
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
        long each = Long.getLong("storm.calls", 50_000_000L) / THREADS;
        inAllThreads(() -> storm.rage(each));
        CircuitSnapshot snapshot = storm.snapshot();
        assertThat(storm.tooManyProbes).hasValue(0);
        assertThat(snapshot.notPermittedCalls()).isEqualTo(storm.refused.sum());
        assertThat(snapshot.ignoredCalls()).isEqualTo(storm.released.sum());
        long counted = snapshot.failuresByKind().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(counted).isBetween(storm.failed.sum() - snapshot.lateCalls(), storm.failed.sum());
        assertThat(storm.visits.keySet()).containsExactlyInAnyOrder(CircuitState.values());
        assertThat(storm.visits.values())
                .allSatisfy((visits) -> assertThat(visits.sum()).isGreaterThan(1));
        storm.calm(Duration.ofDays(1));
        assertThat(storm.snapshot().state()).isEqualTo(CircuitState.CLOSED);
        assertThat(storm.snapshot().failedCalls()).isZero();
        System.getLogger("storm").log(System.Logger.Level.INFO, summary(storm, snapshot));
    }

    private static String summary(Storm storm, CircuitSnapshot snapshot) {
        return Map.of(
                        "visits", storm.visits,
                        "refused", storm.refused,
                        "failed", storm.failed,
                        "late", snapshot.lateCalls(),
                        "probes", storm.probes)
                .toString();
    }
}
