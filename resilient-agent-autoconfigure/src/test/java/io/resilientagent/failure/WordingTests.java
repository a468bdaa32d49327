package io.resilientagent.failure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordingTests {

    private final FailureClassification classification = FailureClassification.builtIn(InstantSource.system());

    static Stream<Said> sayings() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(WordingTests.class.getResourceAsStream("wording.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines().filter((line) -> !line.startsWith("#")).map(Said::of).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("sayings")
    void shouldUnderstandWhateverIsSaid(Said said) {
        Throwable throwable = (said.status() != 0)
                ? AnswerException.of(said.status(), said.text())
                : new RuntimeException(said.text());
        Failure failure = this.classification.classify(throwable);
        assertThat(failure.kind()).as(said.text()).isIn(said.kinds());
        if (!said.delay().equals("*")) {
            Duration delay = failure.retryAfter();
            assertThat((delay != null) ? String.valueOf(delay.toMillis()) : "-")
                    .as(said.text())
                    .isEqualTo(said.delay());
        }
    }

    record Said(int status, List<FailureKind> kinds, String delay, String text) {

        static Said of(String line) {
            List<String> parts =
                    Stream.of(line.split("\\|", 4)).map(String::strip).toList();
            List<FailureKind> kinds = Arrays.stream(parts.get(1).split(","))
                    .map(FailureKind::valueOf)
                    .toList();
            return new Said(
                    Integer.parseInt(parts.get(0)),
                    kinds,
                    parts.get(2),
                    parts.get(3).replace("\\n", "\n"));
        }
    }
}
