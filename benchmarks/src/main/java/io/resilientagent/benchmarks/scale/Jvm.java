package io.resilientagent.benchmarks.scale;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Another JVM, which prints what it measures: so no part finds the heap and the compiled code of the one before. */
public final class Jvm {

    private static final String MARK = "figure ";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Jvm() {}

    /** Tells the JVM that waits for it what was measured. */
    public static void print(String name, double value) {
        System.out.println(MARK + name + "=" + value);
    }

    /** Runs a class with everything that is here on its class path and a collector whose figures can be repeated. */
    public static Map<String, Double> run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        return run(System.getProperty("java.class.path"), main.getName(), arguments);
    }

    /**
     * Runs a class to its end.
     *
     * @return what it printed, in that order
     */
    public static Map<String, Double> run(String classPath, String main, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(classPath, main, arguments);
        Map<String, Double> figures = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(MARK)) {
                    int end = line.lastIndexOf('=');
                    figures.put(line.substring(MARK.length(), end), Double.valueOf(line.substring(end + 1)));
                } else {
                    others.add(line);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(main + " failed: " + String.join("\n", others));
        }
        return figures;
    }

    /** Starts a class; what it writes to its standard error appears here. */
    public static Process start(String classPath, String main, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC", "-Xms512m", "-Xmx2g", "-cp", classPath, main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(new File("").getAbsoluteFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
