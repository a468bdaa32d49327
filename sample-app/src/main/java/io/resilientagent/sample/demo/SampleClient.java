package io.resilientagent.sample.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uses the sample application from outside, as anybody could. */
class SampleClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final URI base;

    SampleClient(URI base) {
        this.base = base;
    }

    Answer ask(String question) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("question", question));
        return JSON.readValue(send("POST", "/ask", body), Answer.class);
    }

    /** Lets a provider fail as the order says, which is JSON. */
    void breakProvider(String provider, String order) throws IOException, InterruptedException {
        send("POST", "/simulator/" + provider, order);
    }

    void heal(String provider) throws IOException, InterruptedException {
        send("DELETE", "/simulator/" + provider, "");
    }

    /** How many requests have reached a provider. */
    long requests(String provider) throws IOException, InterruptedException {
        JsonNode simulator = JSON.readTree(send("GET", "/simulator", ""));
        return simulator.path(provider).path("requests").asLong();
    }

    Circuits circuits() throws IOException, InterruptedException {
        return JSON.readValue(send("GET", "/actuator/agentcircuits", ""), Circuits.class);
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(this.base.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var response = this.http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "%s %s answered %d: %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return response.body();
    }
}
