package io.resilientagent.sample.fleet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.resilientagent.sample.SampleApplication;

import static org.awaitility.Awaitility.await;

/** The sample in a JVM of its own. */
final class Instance implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+) (?s:.*)Started SampleApp");

    /** Light enough for some of them on a small machine. */
    private static final List<String> JVM = List.of(
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Djava.net.preferIPv4Stack=true");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final OwnedProcess process;

    private final Path log;

    private Instance(OwnedProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the sample, without waiting for it.
     *
     * @param folder where it logs and has its temporary files
     * @param environment variables besides those of this JVM
     * @param properties {@code key=value}, above those of {@code application.yml}
     */
    static Instance start(Path folder, Map<String, String> environment, List<String> properties) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder));
        command.add(SampleApplication.class.getName());
        properties.forEach((property) -> command.add("--" + property));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("CLASSPATH", classpath());
        Path log = folder.resolve("log");
        return new Instance(OwnedProcess.start(builder, log), log);
    }

    /** That of this JVM without its tests, whose classes would be found and started too. */
    private static String classpath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter((entry) -> !Path.of(entry).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits until it answers, and says how to talk with it. */
    Remote awaitStart() {
        Matcher started = await("the start of the sample: " + this.log)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> STARTED.matcher(log()), (matcher) -> matcher.find() || failed());
        return new Remote(Integer.parseInt(started.group(1)));
    }

    private boolean failed() {
        if (!this.process.isAlive()) {
            throw new AssertionError("The sample has not started:\n" + log());
        }
        return false;
    }

    String log() {
        try {
            return Files.exists(this.log) ? Files.readString(this.log) : "";
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Asks it to end; does not wait. */
    void stop() {
        this.process.stop();
    }

    @Override
    public void close() {
        this.process.close();
    }
}
