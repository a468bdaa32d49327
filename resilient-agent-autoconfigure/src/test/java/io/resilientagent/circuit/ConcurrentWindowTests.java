package io.resilientagent.circuit;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

class ConcurrentWindowTests {

    private static final int THREADS = 4;

    private static final int OUTCOMES = 50_000;

    private static void recordInAllThreads(Window window, Rules rules, int outcomes) {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            CompletableFuture.allOf(IntStream.range(0, THREADS)
                            .mapToObj((seed) -> CompletableFuture.runAsync(
                                    () -> record(window, rules, new Random(seed), outcomes), executor))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            executor.shutdownNow();
        }
    }

    private static void record(Window window, Rules rules, Random random, int outcomes) {
        for (int i = 0; i < outcomes; i++) {
            window.record(random.nextBoolean(), random.nextBoolean(), 0, rules);
        }
    }

    /** Had an outcome been lost or counted twice, its trace would remain after it has left the window. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 1_000})
    void nothingRemainsOfWhatHasLeftTheWindow(int size) {
        CircuitSettings settings =
                settings().window(WindowType.COUNT, size, size).build();
        Rules rules = new Rules(settings);
        Window window = Window.of(settings, 0, 0);
        recordInAllThreads(window, rules, OUTCOMES);
        assertThat(window.figures(0).calls()).isEqualTo(size);
        for (int i = 0; i < size; i++) {
            window.record(false, false, 0, rules);
        }
        assertThat(window.figures(0)).isEqualTo(new Figures(size, 0, 0, 0));
        for (int i = 0; i < size; i++) {
            window.record(true, true, 0, rules);
        }
        assertThat(window.figures(0)).isEqualTo(new Figures(size, size, size, size));
    }

    @Test
    void everyOutcomeOfASecondIsThere() {
        CircuitSettings settings = settings().window(WindowType.TIME, 5, 1).build();
        Window window = Window.of(settings, 0, 0);
        recordInAllThreads(window, new Rules(settings), 1_000);
        int failed = 0;
        int slow = 0;
        for (int seed = 0; seed < THREADS; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 1_000; i++) {
                failed += random.nextBoolean() ? 1 : 0;
                slow += random.nextBoolean() ? 1 : 0;
            }
        }
        Figures figures = window.figures(0);
        assertThat(figures.calls()).isEqualTo(THREADS * 1_000);
        assertThat(figures.failed()).isEqualTo(failed);
        assertThat(figures.slow()).isEqualTo(slow);
    }
}
