package io.resilientagent.sample.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What goes back to a client.
 *
 * @param status the HTTP status
 * @param headers the headers, content type included
 * @param body the body
 */
record Reply(int status, Map<String, String> headers, String body) {

    private static final String CONTENT_TYPE = "Content-Type";

    static Reply json(int status, String body) {
        return new Reply(status, Map.of(CONTENT_TYPE, "application/json"), body);
    }

    static Reply events(String body) {
        return new Reply(200, Map.of(CONTENT_TYPE, "text/event-stream"), body);
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
                this.body);
    }

    byte[] bytes() {
        return this.body.getBytes(StandardCharsets.UTF_8);
    }
}
