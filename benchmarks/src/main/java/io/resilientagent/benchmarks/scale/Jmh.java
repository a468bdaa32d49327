package io.resilientagent.benchmarks.scale;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs a benchmark. */
public final class Jmh {

    private Jmh() {}

    /**
     * Measures all cases with that many threads.
     *
     * @return medians of all iterations, by the values of the benchmark's parameters, comma between
     */
    public static Map<String, Double> scores(Class<?> benchmark, int threads, Options options) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(options)
                        .include(benchmark.getName() + "\\.")
                        .threads(threads)
                        .build())
                .run();
        return results.stream().collect(Collectors.toMap(Jmh::key, Jmh::median));
    }

    /** The key of a case. */
    public static String key(Object... values) {
        return List.of(values).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String key(RunResult result) {
        Function<String, String> value = result.getParams()::getParam;
        return key(
                result.getParams().getParamsKeys().stream().sorted().map(value).toArray());
    }

    private static double median(RunResult result) {
        double[] sorted = result.getBenchmarkResults().stream()
                .flatMap((fork) -> fork.getIterationResults().stream())
                .mapToDouble((iteration) -> iteration.getPrimaryResult().getScore())
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
