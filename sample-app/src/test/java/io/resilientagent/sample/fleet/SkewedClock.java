package io.resilientagent.sample.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assumptions.assumeThat;

/** Another time of day for one process, by the program {@code faketime}; time that only passes is left alone. */
final class SkewedClock {

    private static final String LIBRARY = "LD_PRELOAD=";

    private SkewedClock() {}

    /**
     * The environment of a process that shall see another time; where {@code faketime} is not installed, the test is
     * skipped. The program itself would stand between this JVM and the process, and leave it behind at the end.
     *
     * @param offset such as {@code +1d}
     */
    static Map<String, String> environment(String offset) throws IOException {
        String library = library(offset);
        assumeThat(library)
                .as("'faketime', which shows one instance another time, is installed")
                .isNotEmpty();
        return Map.of(
                "LD_PRELOAD",
                library,
                "FAKETIME",
                offset,
                "DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    private static String library(String offset) throws IOException {
        try {
            Process env = new ProcessBuilder("faketime", "-m", "-f", offset, "env").start();
            String variables = new String(env.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return variables
                    .lines()
                    .filter((line) -> line.startsWith(LIBRARY))
                    .map((line) -> line.substring(LIBRARY.length()))
                    .collect(Collectors.joining());
        } catch (IOException ex) {
            return "";
        }
    }
}
