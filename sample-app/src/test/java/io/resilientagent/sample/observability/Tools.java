package io.resilientagent.sample.observability;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Programs of the machine; a test that needs one is skipped where it is not installed. */
final class Tools {

    private Tools() {}

    /** A program of the search path. */
    static Path needed(String program) {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map((folder) -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(found).as("'" + program + "', which README names").isPresent();
        return found.orElseThrow();
    }

    /** Runs a program that has to succeed. */
    static void run(Path folder, Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
