package io.resilientagent.benchmarks.scale.circuits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.resilientagent.benchmarks.scale.Findings;
import io.resilientagent.benchmarks.scale.Findings.Row;
import io.resilientagent.benchmarks.scale.Jmh;
import io.resilientagent.benchmarks.scale.Part;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/** Throughput of one circuit by how many threads share it. */
public final class OneCircuit implements Part {

    private static final int[] THREADS = {1, 8, 64};

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public Findings measure(Options options) throws RunnerException {
        List<Map<String, Double>> throughputs = new ArrayList<>();
        for (int threads : THREADS) {
            throughputs.add(Jmh.scores(OneCircuitBenchmark.class, threads, options));
        }
        return new Findings(
                name(),
                "Calls through one circuit that all threads share, millions a second of all threads",
                List.of("1 thread", "8", "64"),
                List.of(
                        row("ours, `@CircuitGuarded`", "ours", throughputs),
                        row("Resilience4j, `@CircuitBreaker`", "resilience4j annotations", throughputs),
                        row("Resilience4j, decorated supplier", "resilience4j decorator", throughputs),
                        row("Failsafe, executor", "failsafe", throughputs)),
                List.of());
    }

    private static Row row(String title, String contender, List<Map<String, Double>> throughputs) {
        return new Row(
                title,
                throughputs.stream().map((scores) -> scores.get(contender)).toList());
    }
}
