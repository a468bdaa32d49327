package io.resilientagent.failure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.HttpServerErrorException;

import static org.assertj.core.api.Assertions.assertThat;

/** Exceptions and bodies that fight back. */
class HostileExceptionTests {

    private final FailureClassification classification = FailureClassification.builtIn(InstantSource.system());

    static Stream<byte[]> bodies() {
        byte[] binary = new byte[100_000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 31);
        }
        return Stream.of(
                "x".repeat(5_000_000).getBytes(StandardCharsets.UTF_8),
                "{".repeat(5_000_000).getBytes(StandardCharsets.UTF_8),
                "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                "{\"error\":".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                "{\"error\":{\"message\":\"{\\\"error\\\":\\\"".repeat(3_000).getBytes(StandardCharsets.UTF_8),
                "{\"a\":".repeat(40).concat("1").getBytes(StandardCharsets.UTF_8),
                "model ".repeat(200_000).getBytes(StandardCharsets.UTF_8),
                "{\"error\":{\"message\":\"überlastet\"}}".getBytes(StandardCharsets.UTF_16),
                binary);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void shouldFallBackToTheStatus(byte[] body) {
        HttpServerErrorException answer = HttpServerErrorException.create(
                HttpStatusCode.valueOf(503), "Busy", new HttpHeaders(), body, StandardCharsets.UTF_8);
        Failure failure = this.classification.classify(answer);
        assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED);
    }

    @Test
    void shouldLookOnlyAtTheBeginningOfALargeBody() {
        String body = "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"" + "x".repeat(3_000_000) + "\"}}";
        assertThat(this.classification.classify(AnswerException.of(429, body)).kind())
                .isEqualTo(FailureKind.QUOTA_EXHAUSTED);
    }

    @Test
    void shouldSurviveAccessorsThatThrow() {
        Failure failure = this.classification.classify(new BrokenException());
        assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN);
        assertThat(failure.message()).isEmpty();
    }

    @Test
    void shouldIgnoreAbsurdAdvice() {
        for (String absurd : List.of("-5", "999999999", "soon", "NaN", "", "1e400", "Mon, 99 Nov 2026")) {
            assertThat(this.classification
                            .classify(AnswerException.of(429, "", "Retry-After", absurd))
                            .retryAfter())
                    .as(absurd)
                    .isNull();
        }
        assertThat(this.classification
                        .classify(AnswerException.of(429, "", "Retry-After", "1.5"))
                        .retryAfter())
                .isEqualTo(Duration.ofMillis(1_500));
    }

    /** Nothing about it works. */
    public static final class BrokenException extends RuntimeException {

        public int getStatusCode() {
            throw new IllegalStateException("no status");
        }

        public Object getHeaders() {
            throw new NoClassDefFoundError("Headers");
        }

        @Override
        public @Nullable String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public synchronized @Nullable Throwable getCause() {
            throw new IllegalStateException("no cause");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no stack");
        }
    }
}
