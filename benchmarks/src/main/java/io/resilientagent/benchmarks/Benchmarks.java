package io.resilientagent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.resilientagent.benchmarks.circuit.CircuitBenchmark;
import io.resilientagent.benchmarks.tracking.TrackingBenchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks of the rooms that are named, all with the same numbers of threads, and writes what they found. */
public final class Benchmarks {

    /** A benchmark and the room that it measures. */
    private record Entry(String room, Class<?> benchmark) {}

    private static final List<Entry> ENTRIES =
            List.of(new Entry("circuit", CircuitBenchmark.class), new Entry("tracking", TrackingBenchmark.class));

    private static final String THREADS = Objects.requireNonNullElse(System.getenv("BENCHMARK_THREADS"), "1 2 8");

    private Benchmarks() {}

    /**
     * Runs.
     *
     * @param arguments names of rooms, then options of JMH
     */
    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException, IOException {
        List<String> rooms = Arrays.stream(arguments)
                .takeWhile((argument) -> !argument.startsWith("-"))
                .toList();
        String[] options = Arrays.copyOfRange(arguments, rooms.size(), arguments.length);
        for (Entry entry : ENTRIES) {
            if (rooms.isEmpty() || rooms.contains(entry.room())) {
                run(entry, new CommandLineOptions(options));
            }
        }
    }

    private static void run(Entry entry, CommandLineOptions options) throws RunnerException, IOException {
        List<RunResult> results = new ArrayList<>();
        for (String threads : THREADS.trim().split("\\s+")) {
            results.addAll(run(entry, Integer.parseInt(threads), options));
        }
        Path json = Path.of("benchmarks", "target", entry.room() + ".json");
        Files.createDirectories(json.getParent());
        ResultFormatFactory.getInstance(ResultFormatType.JSON, json.toString()).writeOut(results);
        System.out.println();
        new Table(results).lines().forEach(System.out::println);
        System.out.println("Written to " + json);
    }

    private static Collection<RunResult> run(Entry entry, int threads, CommandLineOptions options)
            throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .parent(options)
                        .include(entry.benchmark().getName() + "\\.")
                        .threads(threads)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
