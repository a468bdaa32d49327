package io.resilientagent.benchmarks.call;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.resilientagent.benchmarks.Measurement;
import io.resilientagent.benchmarks.Measurements;

/** A run of this room on one JDK. */
record Run(int jdk, Measurements measurements) {

    /** All that have been published. */
    static List<Run> read(Path results) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (int jdk : new int[] {17, 25}) {
            Measurements.read(Measurements.file(results, "call", jdk))
                    .ifPresent((found) -> runs.add(new Run(jdk, found)));
        }
        return runs;
    }

    Optional<Measurement> find(String benchmark, Entrant entrant, int threads) {
        return this.measurements.find(benchmark, entrant.name(), threads);
    }

    /** A successful call of one thread. */
    Measurement success(Entrant entrant) {
        return get("success", entrant);
    }

    /** A call of one thread, which was measured. */
    Measurement get(String benchmark, Entrant entrant) {
        return find(benchmark, entrant, 1)
                .orElseThrow(() -> new IllegalStateException(
                        "JDK %d has no %s of %s by one thread: publish anew".formatted(this.jdk, benchmark, entrant)));
    }
}
