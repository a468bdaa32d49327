package io.resilientagent.sample.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What one instance of the sample can be told and asked over HTTP. */
final class Remote {

    /** The circuit of the first model in the sample's chain. */
    static final String CIRCUIT = "anthropic/claude-sonnet-4-5";

    private static final String CIRCUIT_PATH = "/actuator/agentcircuits/" + CIRCUIT;

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    private final String url;

    Remote(int port) {
        this.url = "http://127.0.0.1:" + port;
    }

    /** The answer to a question; there has to be one. */
    JsonNode ask() {
        return send("POST", "/ask", "{\"question\": \"Where is my parcel?\"}");
    }

    /** The model that answers a question. */
    String route() {
        return ask().path("route").asString();
    }

    /** How long it takes from a question to its answer. */
    Duration timeToAnswer() {
        long begun = System.nanoTime();
        ask();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    JsonNode circuit() {
        return send("GET", CIRCUIT_PATH, null);
    }

    String state() {
        return circuit().path("state").asString();
    }

    /** Since when the circuit is in its state. */
    Instant since() {
        return Instant.parse(circuit().path("since").asString());
    }

    /** When the circuit opened first after a moment; null if it has not. */
    @Nullable
    Instant openedAfter(Instant moment) {
        for (JsonNode transition : circuit().path("transitions")) {
            Instant at = Instant.parse(transition.path("at").asString());
            if (transition.path("to").asString().equals("OPEN") && at.isAfter(moment)) {
                return at;
            }
        }
        return null;
    }

    /** Until when the circuit is open. */
    Instant openUntil() {
        return Instant.parse(circuit().path("openUntil").asString());
    }

    void force(String state) {
        send("POST", CIRCUIT_PATH, "{\"state\": \"%s\"}".formatted(state));
    }

    void force(String state, Duration duration) {
        send("POST", CIRCUIT_PATH, "{\"state\": \"%s\", \"duration\": \"%s\"}".formatted(state, duration));
    }

    void reset() {
        send("DELETE", CIRCUIT_PATH, null);
    }

    /** What the application has counted of the call that answers questions. */
    JsonNode call() {
        return send("GET", "/actuator/agentcircuits", null).path("calls").path("support");
    }

    void startBurst(int perSecond, int seconds) {
        send(
                "POST",
                "/burst",
                "{\"question\": \"Where is my parcel?\", \"perSecond\": %d, \"seconds\": %d}"
                        .formatted(perSecond, seconds));
    }

    void stopBurst() {
        send("DELETE", "/burst", null);
    }

    JsonNode burst() {
        return send("GET", "/burst", null);
    }

    /** A number that the application knows about itself. */
    double metric(String name) {
        return send("GET", "/actuator/metrics/" + name, null)
                .path("measurements")
                .path(0)
                .path("value")
                .asDouble();
    }

    private JsonNode send(String method, String path, @Nullable String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(this.url + path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> response = this.client.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode())
                    .as("%s %s: %s", method, path, response.body())
                    .isBetween(200, 299);
            return JSON.readTree(response.body().isEmpty() ? "null" : response.body());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }
}
