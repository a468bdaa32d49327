package io.resilientagent.failure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;

class HostileFailureTests {

    private final FailureClassification classification = FailureClassification.builtIn(InstantSource.system());

    @Property(tries = 500, seed = "20261124")
    void shouldAnswerToAnyAnswer(
            @ForAll int status,
            @ForAll("bodies") String body,
            @ForAll("headers") Map<String, String> headers,
            @ForAll @IntRange(max = 40) int depth) {
        String[] pairs = headers.entrySet().stream()
                .flatMap((header) -> List.of(header.getKey(), header.getValue()).stream())
                .toArray(String[]::new);
        Throwable throwable = AnswerException.of(status, body, pairs);
        for (int i = 0; i < depth; i++) {
            throwable = new RuntimeException(body, throwable);
        }
        Failure failure = this.classification.classify(throwable);
        assertThat(failure.kind()).isNotNull();
        assertThat(failure.cause()).isSameAs(throwable);
        assertThat(failure.providerCode())
                .satisfiesAnyOf(
                        (code) -> assertThat(code).isNull(),
                        (code) -> assertThat(code).matches("[A-Za-z0-9_.-]{1,64}"));
        assertThat(failure.retryAfter())
                .satisfiesAnyOf(
                        (delay) -> assertThat(delay).isNull(),
                        (delay) -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofDays(7)));
    }

    @Property(tries = 300, seed = "20261124")
    void shouldReadAnyTextAsJsonOrNot(@ForAll @StringLength(max = 300) String text) {
        Failure failure = this.classification.classify(AnswerException.of(429, "{\"error\":{\"code\":" + text));
        assertThat(failure.status()).isNotNull();
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> words = Arbitraries.of(
                "error",
                "code",
                "message",
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"",
                "\\",
                "\\u12",
                "429",
                "-1e999",
                "null",
                "quota exceeded",
                "per day",
                "try again in ",
                "99999999999999999999s",
                "<html>",
                "\n",
                "\0",
                "\uD800");
        Arbitrary<String> shaped = words.list().ofMaxSize(60).map((parts) -> String.join("", parts));
        return Arbitraries.oneOf(shaped, Arbitraries.strings().ofMaxLength(200));
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        Arbitrary<String> names = Arbitraries.of(
                "retry-after",
                "retry-after-ms",
                "x-ratelimit-reset-requests",
                "x-ratelimit-remaining-requests",
                "date",
                "x-ratelimit-reset",
                "anthropic-ratelimit-tokens-reset",
                "x-amzn-errortype");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(40),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.of("6m0s", "-5", "1e9", "NaN", "Mon, 23 Nov 2026 10:00:00 GMT", "2026-11-23T10:00:33Z"));
        return Combinators.combine(names.list().ofMaxSize(4), values.list().ofSize(4))
                .as(this::zip);
    }

    private Map<String, String> zip(List<String> names, @Size(4) List<String> values) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            headers.put(names.get(i), values.get(i));
        }
        return headers;
    }
}
