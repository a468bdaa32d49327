package io.resilientagent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.boot.json.JsonParserFactory;

/**
 * What one room found in one run on one JDK. Small enough to be published: a line for each measurement.
 *
 * @param java the version of the JDK
 * @param machine processors and system
 * @param settings how it was measured
 * @param results all measurements of the run
 */
public record Measurements(String java, String machine, String settings, List<Measurement> results) {

    private static final String RESULTS = "results";

    /** What was measured on this machine and JDK. */
    static Measurements here(String settings, List<Measurement> results) {
        String machine = Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name")
                + " " + System.getProperty("os.arch");
        return new Measurements(System.getProperty("java.version"), machine, settings, results);
    }

    /** The file of a room's results on a JDK of this major version. */
    public static Path file(Path directory, String room, int jdk) {
        return directory.resolve(room + "-jdk" + jdk + ".json");
    }

    /** Reads what {@link #write} wrote; empty where nothing has been published. */
    public static Optional<Measurements> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        // Spring Boot's own parser, the only one here, does not know that a list may have lines.
        String text = Files.readAllLines(file).stream().map(String::strip).collect(Collectors.joining());
        Map<String, Object> json = JsonParserFactory.getJsonParser().parseMap(text);
        List<Measurement> results = ((List<?>) json.get(RESULTS))
                .stream().map((row) -> measurement((Map<?, ?>) row)).toList();
        return Optional.of(
                new Measurements(text(json, "java"), text(json, "machine"), text(json, "settings"), results));
    }

    /** Writes a file that can be published. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String head = "{\"java\": \"%s\", \"machine\": \"%s\", \"settings\": \"%s\", \"%s\": [\n"
                .formatted(this.java, this.machine, this.settings, RESULTS);
        Files.writeString(
                file, this.results.stream().map(Measurements::line).collect(Collectors.joining(",\n", head, "\n]}\n")));
    }

    /** The measurement of a contender, or empty. */
    public Optional<Measurement> find(String benchmark, String contender, int threads) {
        return this.results.stream()
                .filter((result) -> result.benchmark().equals(benchmark)
                        && result.contender().equals(contender)
                        && result.threads() == threads)
                .findFirst();
    }

    private static Measurement measurement(Map<?, ?> row) {
        return new Measurement(
                text(row, "benchmark"),
                text(row, "contender"),
                (int) number(row, "threads"),
                number(row, "nanos"),
                number(row, "error"),
                number(row, "bytes"));
    }

    private static String text(Map<?, ?> json, String key) {
        return String.valueOf(json.get(key));
    }

    private static double number(Map<?, ?> json, String key) {
        return Double.parseDouble(text(json, key));
    }

    private static String line(Measurement result) {
        return String.format(
                Locale.ROOT,
                "  {\"benchmark\": \"%s\", \"contender\": \"%s\", \"threads\": %d, \"nanos\": %.1f, \"error\": %.1f,"
                        + " \"bytes\": %.0f}",
                result.benchmark(),
                result.contender(),
                result.threads(),
                result.nanos(),
                result.error(),
                result.bytes());
    }
}
