package io.resilientagent.benchmarks.scale.start;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.resilientagent.benchmarks.scale.Findings;
import io.resilientagent.benchmarks.scale.Findings.Row;
import io.resilientagent.benchmarks.scale.Jvm;
import io.resilientagent.benchmarks.scale.Part;
import io.resilientagent.benchmarks.scale.methods.GeneratedBeans;
import io.resilientagent.benchmarks.scale.methods.Guarding;
import org.openjdk.jmh.runner.options.Options;

/** Start-up and memory of an application with 0, 100 and 1,000 methods: without a library, with ours, with Resilience4j. */
public final class StartUp implements Part {

    private static final int[] METHODS = {0, 100, 1_000};

    private static final List<Guarding> CONTENDERS = List.of(Guarding.NONE, Guarding.OURS, Guarding.RESILIENCE4J);

    private static final int RUNS = 3;

    private static final List<String> FIGURES =
            List.of("start", "spring", "heap", "heap after calls", "threads", "threads after calls");

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Findings measure(Options options) throws IOException, InterruptedException {
        // The first start finds files that no cache has yet.
        row(0, Guarding.NONE);
        List<Row> rows = new ArrayList<>();
        for (int methods : METHODS) {
            for (Guarding guarding : CONTENDERS) {
                rows.add(row(methods, guarding));
            }
        }
        return new Findings(
                name(),
                "An application with guarded methods: median of " + RUNS + " starts",
                List.of(
                        "ms since the JVM began",
                        "ms by Spring Boot",
                        "heap MiB",
                        "heap MiB after a call of each",
                        "threads",
                        "threads after"),
                rows,
                List.of());
    }

    private static Row row(int methods, Guarding guarding) throws IOException, InterruptedException {
        Path classes = GeneratedBeans.compile(methods, guarding);
        List<Map<String, Double>> runs = new ArrayList<>();
        try {
            copyApplication(classes);
            for (int i = 0; i < RUNS; i++) {
                runs.add(Jvm.run(
                        classPath(classes, guarding),
                        Application.class.getName(),
                        String.valueOf(GeneratedBeans.BEANS),
                        String.valueOf(methods / GeneratedBeans.BEANS)));
            }
        } finally {
            GeneratedBeans.delete(classes);
        }
        return new Row(
                guarding.title() + ", " + methods + " methods",
                FIGURES.stream().map((name) -> median(runs, name)).collect(Collectors.toList()));
    }

    private static Double median(List<Map<String, Double>> runs, String figure) {
        List<Double> sorted = runs.stream()
                .map((run) -> run.getOrDefault(figure, Double.NaN))
                .sorted()
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void copyApplication(Path classes) throws IOException {
        String file = "/" + Application.class.getName().replace('.', '/') + ".class";
        Path copy = classes.resolve(file.substring(1));
        Files.createDirectories(copy.getParent());
        try (InputStream source = StartUp.class.getResourceAsStream(file)) {
            Files.copy(source, copy);
        }
    }

    /** All libraries but those that guard, and of these the one that is measured. */
    private static String classPath(Path classes, Guarding guarding) throws IOException {
        Path libraries = Path.of("benchmarks", "target", "lib");
        try (Stream<Path> jars = Files.list(libraries)) {
            return Stream.concat(Stream.of(classes), jars.filter((jar) -> isWanted(jar, guarding)))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static boolean isWanted(Path jar, Guarding guarding) {
        String name = jar.getFileName().toString();
        return (!name.startsWith("resilient-agent-") || guarding == Guarding.OURS)
                && (!name.startsWith("resilience4j-") || guarding == Guarding.RESILIENCE4J);
    }
}
