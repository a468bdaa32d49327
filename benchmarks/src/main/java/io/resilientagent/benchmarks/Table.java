package io.resilientagent.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Results side by side: a line for each case, in it each contender's time and bytes per call, and the ratio to ours. */
final class Table {

    private static final String OURS = "ours";

    static final String CONTENDER = "contender";

    private final Collection<RunResult> results;

    Table(Collection<RunResult> results) {
        this.results = results;
    }

    List<String> lines() {
        Map<String, List<RunResult>> cases = this.results.stream()
                .collect(Collectors.groupingBy(Table::caseOf, LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        cases.forEach((name, contenders) -> lines.addAll(lines(name, contenders)));
        return lines;
    }

    private static List<String> lines(String name, List<RunResult> contenders) {
        double ours = contenders.stream()
                .filter((result) -> contender(result).equalsIgnoreCase(OURS))
                .mapToDouble(Table::time)
                .findFirst()
                .orElse(Double.NaN);
        List<String> lines = new ArrayList<>(List.of(name));
        contenders.stream()
                .sorted(Comparator.comparingDouble(Table::time))
                .map((result) -> line(result, time(result) / ours))
                .forEach(lines::add);
        return lines;
    }

    private static String line(RunResult result, double ratio) {
        Result<?> time = result.getPrimaryResult();
        return String.format(
                Locale.ROOT,
                "  %-36s %9.1f %s +- %5.1f %7.1f B  %5.2f x ours",
                contender(result),
                time.getScore(),
                time.getScoreUnit(),
                time.getScoreError(),
                bytes(result),
                ratio);
    }

    private static String caseOf(RunResult result) {
        BenchmarkParams parameters = result.getParams();
        String method = parameters.getBenchmark();
        String rest = parameters.getParamsKeys().stream()
                .filter((key) -> !key.equals(CONTENDER))
                .map((key) -> ", " + key + " " + parameters.getParam(key))
                .collect(Collectors.joining());
        return method.substring(method.lastIndexOf('.') + 1) + ", threads " + parameters.getThreads() + rest;
    }

    private static String contender(RunResult result) {
        return String.valueOf(result.getParams().getParam(CONTENDER));
    }

    private static double time(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static double bytes(RunResult result) {
        return result.getSecondaryResults().entrySet().stream()
                .filter((entry) -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble((entry) -> entry.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }
}
