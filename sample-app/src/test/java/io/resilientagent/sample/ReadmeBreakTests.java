package io.resilientagent.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.resilientagent.circuit.CircuitRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The three lines with which {@code README.md} tells the control room's story. */
@SampleTest
@Timeout(120)
class ReadmeBreakTests {

    private static final Path README = Path.of("..", "README.md");

    private static final String JSON = " -H 'Content-Type: application/json' -d '%s'";

    private static final String OVERLOADED = "{\"fault\": \"overloaded\"}";

    private static final String BURST = "{\"question\": \"Where is my parcel?\", \"perSecond\": 5, \"seconds\": 2}";

    @Autowired
    private RestTestClient client;

    @Autowired
    private CircuitRegistry circuits;

    @Autowired
    private ManualTime time;

    @LocalServerPort
    private int port;

    @AfterEach
    void leaveAsFound() {
        this.client.delete().uri("/burst").exchange().expectStatus().isOk();
        this.client
                .delete()
                .uri("/simulator/anthropic")
                .exchange()
                .expectStatus()
                .isOk();
        this.circuits.resetAll();
        this.time.pass(ManualTime.RETRY_BUDGETS_FULL);
    }

    @Test
    void showDegradedCallsAndAnOpenCircuit() throws IOException, InterruptedException {
        post("/simulator/anthropic", OVERLOADED);
        post("/burst", BURST);

        try (Stream<String> events = live()) {
            assertThat(events.anyMatch(
                            (line) -> line.contains("\"status\":\"DEGRADED\"") && line.contains("\"state\":\"OPEN\"")))
                    .isTrue();
        }
    }

    @Test
    void standInReadme() throws IOException {
        assumeThat(README).exists();

        assertThat(Files.readAllLines(README))
                .containsSequence(List.of(
                        "curl -s localhost:8080/simulator/anthropic" + JSON.formatted(OVERLOADED),
                        "curl -s localhost:8080/burst" + JSON.formatted(BURST),
                        "curl -sN --max-time 5 localhost:8080/live"));
    }

    private void post(String path, String body) {
        this.client
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private Stream<String> live() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d/live".formatted(this.port));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines())
                .body();
    }
}
