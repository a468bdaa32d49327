package io.resilientagent.failure;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the classification's tables as a page for people. */
final class ClassificationDoc {

    private static final String HEAD = """
            # How failures are classified

            Generated from the tables in the code; do not edit. `./mvnw -pl resilient-agent-autoconfigure test \
            -Dtest=ClassificationDocTests -Dresilient-agent.docs.write=true` writes it anew.

            The first evidence that says something decides:

            1. the rules of `resilient-agent.classification.rules`, then the `FailureClassifier` beans, in order
            2. an exception that knows its own failure (`Classified`; the library's own do)
            3. the whole cause chain:
               1. an interruption or cancellation, an `Error`, the application's own refusal
               2. the provider's decisive codes, then its words, then its firm codes
               3. the HTTP status (402 and 413 before firm codes)
               4. the provider's vague codes, where no status says more
               5. the types of the exceptions
               6. words in the exceptions' own messages

            Bodies are read in any of the providers' shapes, also out of a message or an event stream. Spelling of codes \
            (case, `_`, `-`, `.`) does not matter. In phrases, `...` stands for up to 120 characters.

            ## What clients do before a failure is seen

            Most clients repeat a failed request by themselves, and what they repeat multiplies with the tries of a call. \
            Where Spring AI is present, its OpenAI and Anthropic clients and its `RetryTemplate` are told not to, by values \
            below all others; `resilient-agent.disable-client-retries: false` leaves them. `spring.ai.retry.max-attempts` \
            is set to 0, as Spring AI 2 takes that number for the retries after the first attempt. Other clients are named \
            in a warning at the start where they are beans.

            - Apache HttpClient 5 sends a request anew, once, after 429 and 503, and waits for `Retry-After` in the calling \
            thread. `HttpClientBuilder.disableAutomaticRetries()` turns that off. `RestClient` uses it where it is on the \
            class path and nothing else is asked for.
            - Spring AI logs the whole prompt at WARN when a model answers with nothing. Where prompts are personal, set the \
            loggers `org.springframework.ai.openai.OpenAiChatModel` and \
            `org.springframework.ai.anthropic.AnthropicChatModel` to ERROR.
            """;

    private ClassificationDoc() {}

    static String text() {
        return String.join("\n", HEAD, kinds(), statuses(), codes(), phrases(), exceptions(), messages(), delays());
    }

    private static String kinds() {
        return table(
                "Kinds",
                List.of("kind", "transient by default"),
                Arrays.stream(FailureKind.values())
                        .map((kind) -> List.of(kind, kind.isTransientByDefault() ? "yes" : "no"))
                        .toList());
    }

    private static String statuses() {
        Map<Integer, Status> sorted = new TreeMap<>(Status.KNOWN);
        return table(
                        "HTTP statuses",
                        List.of("status", "kind", "billing"),
                        sorted.entrySet().stream()
                                .map((entry) -> List.of(
                                        entry.getKey(),
                                        entry.getValue().kind(),
                                        entry.getValue().billing()))
                                .toList())
                + "\nAny other 3xx or 4xx is INVALID_REQUEST, any other 5xx SERVER_ERROR.\n";
    }

    private static String codes() {
        return table(
                "Codes",
                List.of("kind", "weight", "codes"),
                CodeTable.ROWS.stream()
                        .map((row) -> List.of(row.kind(), lower(row.weight()), code(row.codes())))
                        .toList());
    }

    private static String phrases() {
        return table(
                "Phrases, in order",
                List.of("kind", "under status", "phrases"),
                PhraseTable.ROWS.stream()
                        .map((row) -> List.of(
                                row.rolling() ? row.kind() + "; RATE_LIMITED where a delay is advised" : row.kind(),
                                row.scope(),
                                code(row.phrases())))
                        .toList());
    }

    private static String exceptions() {
        return table(
                "Exceptions",
                List.of("kind", "rank", "billing", "classes"),
                ExceptionTable.ROWS.stream()
                        .map((row) -> List.of(
                                row.trait().kind(),
                                lower(row.trait().rank()),
                                row.trait().billing(),
                                code(row.names())))
                        .toList());
    }

    private static String messages() {
        return table(
                "Exceptions with a message",
                List.of("kind", "class", "phrases"),
                ExceptionTable.SAID.stream()
                        .map((row) -> List.of(row.trait().kind(), code(List.of(row.exception())), code(row.phrases())))
                        .toList());
    }

    private static String delays() {
        return """
                ## Advised delays, in order

                1. headers `%s` (milliseconds)
                2. header `Retry-After` (seconds, fraction, duration, HTTP date against the answer's own `Date`)
                3. when rate limited, the reset of the dimension that is used up: %s
                4. fields `retryDelay`, `estimated_time`, `retry_after`, `retry_after_ms` of the body
                5. words: %s

                Numbers from 1e9 on are seconds since 1970, from 1e11 on milliseconds. Negative advice, and any over 7 days, \
                is ignored. Only transient kinds have an advised delay.
                """.formatted(
                        String.join("`, `", RetryAdvice.MILLIS),
                        code(RateLimits.DIMENSIONS.stream()
                                .map(RateLimits.Dimension::reset)
                                .toList()),
                        code(Arrays.asList(RetryAdvice.MARKERS)));
    }

    private static String table(String title, List<String> columns, List<? extends List<?>> rows) {
        String head =
                "## " + title + "\n\n| " + String.join(" | ", columns) + " |\n|" + " --- |".repeat(columns.size());
        return rows.stream()
                .map((row) -> row.stream().map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |")))
                .collect(Collectors.joining("\n", head + "\n", "\n"));
    }

    private static String code(Collection<?> values) {
        return values.stream()
                .map((value) -> "`" + value.toString().strip().replace("`", "'") + "`")
                .collect(Collectors.joining(", "));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
