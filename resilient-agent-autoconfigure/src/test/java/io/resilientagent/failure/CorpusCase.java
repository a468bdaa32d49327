package io.resilientagent.failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real failure of a provider: what the server sent, and what it means.
 *
 * @param status 0 where the failure is one of transport, or needs no HTTP at all
 */
record CorpusCase(
        String id,
        String provider,
        int status,
        Map<String, String> headers,
        String body,
        String fault,
        List<String> throwables,
        Set<FailureKind> kinds,
        boolean isTransient,
        @Nullable Duration retryAfter,
        boolean delayInHeaders) {

    static final List<CorpusCase> ALL = load();

    private static List<CorpusCase> load() {
        try (InputStream stream = CorpusCase.class.getResourceAsStream("corpus.json")) {
            return JsonMapper.shared()
                    .readTree(stream)
                    .valueStream()
                    .map(CorpusCase::of)
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static CorpusCase of(JsonNode node) {
        Set<FailureKind> kinds = new HashSet<>();
        kinds.add(FailureKind.valueOf(node.path("expected_kind").asString()));
        node.path("also_acceptable").forEach((kind) -> kinds.add(FailureKind.valueOf(kind.asString())));
        Map<String, String> headers = new LinkedHashMap<>();
        node.path("headers").forEachEntry((name, value) -> headers.put(name, value.asString()));
        JsonNode millis = node.path("expected_retry_after_ms");
        return new CorpusCase(
                node.path("id").asString(),
                node.path("provider").asString(),
                node.path("http_status").asInt(0),
                headers,
                node.path("body").asString(""),
                node.path("transport_fault").asString(""),
                node.path("throwable").valueStream().map(JsonNode::asString).toList(),
                kinds,
                node.path("expected_transient").asBoolean(),
                millis.isNumber() ? Duration.ofMillis(millis.asLong()) : null,
                node.path("retry_after_from").asString("").startsWith("header"));
    }

    boolean isErrorAnswer() {
        return this.status >= 300 && this.fault.isEmpty();
    }

    /** Whether the failure comes inside an answer that says 200. */
    boolean isInAnswer() {
        return this.status == 200;
    }

    boolean isStream() {
        return this.headers.getOrDefault("Content-Type", "").contains("event-stream");
    }

    boolean isOf(String... providers) {
        return List.of(providers).contains(this.provider);
    }

    /** Whether it is inside an answer of a provider that a client does not understand. */
    boolean isForeignAnswer(String... understood) {
        return isInAnswer() && !isOf(understood);
    }

    boolean isMetBy(Failure failure) {
        return this.kinds.contains(failure.kind()) && this.isTransient == failure.isTransient();
    }

    void assertKind(Failure failure) {
        assertThat(failure.kind())
                .as("kind of %s from %s", this.id, failure.cause())
                .isIn(this.kinds);
        assertThat(failure.isTransient()).as("transience of %s", this.id).isEqualTo(this.isTransient);
    }

    void assertDelay(Failure failure) {
        assertThat(failure.retryAfter()).as("advised delay of %s", this.id).isEqualTo(this.retryAfter);
    }

    @Override
    public String toString() {
        return this.id;
    }
}
