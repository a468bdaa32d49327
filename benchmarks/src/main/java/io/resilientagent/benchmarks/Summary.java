package io.resilientagent.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/** What is published of a run. Medians, as one iteration that other work disturbed says nothing. */
final class Summary {

    private static final String BYTES = "gc.alloc.rate.norm";

    private Summary() {}

    static Measurements of(List<RunResult> results) {
        BenchmarkParams parameters = results.get(0).getParams();
        String settings = String.format(
                Locale.ROOT,
                "forks: %d (1 with two threads), warm-up %d x %s, measured %d x %s",
                parameters.getForks(),
                parameters.getWarmup().getCount(),
                parameters.getWarmup().getTime(),
                parameters.getMeasurement().getCount(),
                parameters.getMeasurement().getTime());
        return Measurements.here(
                settings, results.stream().map(Summary::measurement).toList());
    }

    private static Measurement measurement(RunResult result) {
        BenchmarkParams parameters = result.getParams();
        String name = parameters.getBenchmark();
        double[] times = iterations(result)
                .mapToDouble((iteration) -> iteration.getPrimaryResult().getScore())
                .sorted()
                .toArray();
        double[] bytes =
                iterations(result).flatMapToDouble(Summary::bytes).sorted().toArray();
        return new Measurement(
                name.substring(name.lastIndexOf('.') + 1),
                String.valueOf(parameters.getParam(Table.CONTENDER)),
                parameters.getThreads(),
                median(times),
                (times[times.length - 1] - times[0]) / 2,
                median(bytes));
    }

    private static Stream<IterationResult> iterations(RunResult result) {
        Collection<BenchmarkResult> forks = result.getBenchmarkResults();
        return forks.stream().flatMap((fork) -> fork.getIterationResults().stream());
    }

    private static DoubleStream bytes(IterationResult iteration) {
        return iteration.getSecondaryResults().entrySet().stream()
                .filter((entry) -> entry.getKey().endsWith(BYTES))
                .mapToDouble((entry) -> entry.getValue().getScore());
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
