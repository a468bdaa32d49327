package io.resilientagent.sample.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What goes back to a client.
 *
 * @param status the HTTP status
 * @param headers the headers, content type included
 * @param parts the body: one part, or the events of a stream, which are sent one after the other
 */
record Reply(int status, Map<String, String> headers, List<String> parts) {

    private static final String CONTENT_TYPE = "Content-Type";

    Reply {
        parts = List.copyOf(parts);
    }

    static Reply json(int status, String body) {
        return new Reply(status, Map.of(CONTENT_TYPE, "application/json"), List.of(body));
    }

    static Reply events(List<String> events) {
        return new Reply(200, Map.of(CONTENT_TYPE, "text/event-stream"), events);
    }

    /** The same with advice when to come back, if there is any. */
    Reply retryAfter(@Nullable Duration advice) {
        if (advice == null) {
            return this;
        }
        String contentType = this.headers.getOrDefault(CONTENT_TYPE, "application/json");
        return new Reply(
                this.status,
                Map.of(CONTENT_TYPE, contentType, "Retry-After", String.valueOf(advice.toSeconds())),
                this.parts);
    }

    /** The same, but its body ends in the middle. */
    Reply brokenOff() {
        String body = String.join("", this.parts);
        return new Reply(this.status, this.headers, List.of(body.substring(0, body.length() / 2)));
    }

    boolean isStream() {
        return this.parts.size() > 1;
    }

    byte[] bytes() {
        return String.join("", this.parts).getBytes(StandardCharsets.UTF_8);
    }
}
