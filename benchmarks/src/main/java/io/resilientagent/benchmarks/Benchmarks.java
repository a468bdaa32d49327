package io.resilientagent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.resilientagent.benchmarks.call.CallBenchmark;
import io.resilientagent.benchmarks.call.CallChapter;
import io.resilientagent.benchmarks.circuit.CircuitBenchmark;
import io.resilientagent.benchmarks.scale.Scale;
import io.resilientagent.benchmarks.scale.ScaleChapter;
import io.resilientagent.benchmarks.tracking.TrackingBenchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks of the rooms that are named, all with the same numbers of threads, and writes what they found:
 * for a look, or with {@value #PUBLISH} for PERFORMANCE.md.
 */
public final class Benchmarks {

    private static final String PUBLISH = "--publish";

    private static final String DOCUMENT = "--document";

    /** A benchmark and the room that it measures, and whether PERFORMANCE.md is made of it. */
    private record Entry(String room, Class<?> benchmark, boolean published) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry("call", CallBenchmark.class, true),
            new Entry("circuit", CircuitBenchmark.class, false),
            new Entry("tracking", TrackingBenchmark.class, false));

    private static final List<Chapter> CHAPTERS = List.of(new CallChapter(), new ScaleChapter());

    private static final Path RESULTS = Path.of("benchmarks", "results");

    private static final Path TARGET = Path.of("benchmarks", "target");

    private Benchmarks() {}

    /**
     * Runs.
     *
     * @param arguments names of rooms, then options of JMH. With {@value #PUBLISH} before them results are published,
     *     with {@value #DOCUMENT} alone nothing is run and PERFORMANCE.md is made of what has been published.
     */
    public static void main(String[] arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(arguments));
        if (words.remove(DOCUMENT)) {
            document();
            return;
        }
        boolean publish = words.remove(PUBLISH);
        List<String> rooms =
                words.stream().takeWhile((word) -> !word.startsWith("-")).toList();
        CommandLineOptions options =
                new CommandLineOptions(words.subList(rooms.size(), words.size()).toArray(new String[0]));
        for (Entry entry : ENTRIES) {
            boolean wanted = rooms.isEmpty() ? (!publish || entry.published()) : rooms.contains(entry.room());
            if (wanted && publish) {
                publish(entry, options);
            } else if (wanted) {
                run(entry, options);
            }
        }
        Scale.run(rooms.isEmpty() ? List.of(Scale.ROOM) : rooms, options, publish ? RESULTS : TARGET);
    }

    private static void document() throws IOException {
        PerformanceDoc doc = new PerformanceDoc(Path.of("PERFORMANCE.md"));
        for (Chapter chapter : CHAPTERS) {
            doc.replace(chapter.blocks(RESULTS));
        }
    }

    private static void publish(Entry entry, CommandLineOptions options) throws RunnerException, IOException {
        List<RunResult> results = new ArrayList<>(run(entry, 1, options(options)));
        // The ratios that bars are about are those of one thread.
        results.addAll(run(entry, 2, options(options).forks(1)));
        print(results);
        Path json = Measurements.file(RESULTS, entry.room(), Runtime.version().feature());
        Summary.of(results).write(json);
        System.out.println("Written to " + json);
    }

    private static void run(Entry entry, CommandLineOptions options) throws RunnerException, IOException {
        List<RunResult> results = new ArrayList<>();
        String threads = Objects.requireNonNullElse(System.getenv("BENCHMARK_THREADS"), "1 2 8");
        for (String number : threads.trim().split("\\s+")) {
            results.addAll(run(entry, Integer.parseInt(number), options(options)));
        }
        Path json = TARGET.resolve(entry.room() + ".json");
        Files.createDirectories(json.getParent());
        ResultFormatFactory.getInstance(ResultFormatType.JSON, json.toString()).writeOut(results);
        print(results);
        System.out.println("Written to " + json);
    }

    private static ChainedOptionsBuilder options(CommandLineOptions options) {
        return new OptionsBuilder().parent(options);
    }

    private static Collection<RunResult> run(Entry entry, int threads, ChainedOptionsBuilder options)
            throws RunnerException {
        return new Runner(options.include(entry.benchmark().getName() + "\\.")
                        .threads(threads)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    private static void print(List<RunResult> results) {
        System.out.println();
        new Table(results).lines().forEach(System.out::println);
    }
}
