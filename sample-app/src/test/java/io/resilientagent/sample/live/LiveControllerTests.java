package io.resilientagent.sample.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SampleTest
@Timeout(120)
class LiveControllerTests {

    private static final String PREMIUM = "anthropic/claude-sonnet-4-5";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();

    private final List<InputStream> streams = new ArrayList<>();

    @Autowired
    private RestTestClient client;

    @Autowired
    private CircuitRegistry circuits;

    @Autowired
    private LiveFeed feed;

    @LocalServerPort
    private int port;

    @AfterEach
    void leave() throws IOException {
        for (InputStream stream : this.streams) {
            stream.close();
        }
        this.circuits.resetAll();
        await().atMost(PATIENCE).until(() -> this.feed.listeners() == 0);
    }

    @Test
    void tellsAtOnceHowThingsAre() throws IOException, InterruptedException {
        JsonNode snapshot = new Events(listen().body()).first((any) -> true);

        assertThat(snapshot.at("/tracked/circuits").has(PREMIUM)).isTrue();
        assertThat(snapshot.at("/tracked/calls/support/routes/0").asString()).isEqualTo(PREMIUM);
        assertThat(snapshot.at("/providers/openai/fault").asString()).isEqualTo("healthy");
        assertThat(snapshot.at("/burst/running").asBoolean()).isFalse();
        assertThat(snapshot.at("/instance").asString()).isNotEmpty();
    }

    @Test
    void tellsOfCallsAndAttempts() throws IOException, InterruptedException {
        Events events = new Events(listen().body());
        long before = events.first((any) -> true).path("callCount").asLong();

        ask();

        JsonNode after = events.first((snapshot) -> snapshot.path("callCount").asLong() > before);
        JsonNode call = after.path("calls").get(after.path("calls").size() - 1);
        assertThat(call.path("route").asString()).isEqualTo(PREMIUM);
        assertThat(call.path("status").asString()).isEqualTo("SUCCESS");
        assertThat(call.path("depth").asInt()).isZero();
        assertThat(after.path("timeline"))
                .anySatisfy((second) -> assertThat(
                                second.path("attempts").path(PREMIUM).path("OK").asInt())
                        .isPositive());
    }

    @Test
    void tellsOfTransitions() throws IOException, InterruptedException {
        Events events = new Events(listen().body());
        events.first((any) -> true);

        this.circuits.force(PREMIUM, CircuitState.FORCED_OPEN, null);

        JsonNode after = events.first((snapshot) -> snapshot.at("/tracked/circuits")
                .path(PREMIUM)
                .path("state")
                .asString()
                .equals("FORCED_OPEN"));
        JsonNode last = after.path("transitions").get(after.path("transitions").size() - 1);
        assertThat(last.path("circuit").asString()).isEqualTo(PREMIUM);
        assertThat(last.path("to").asString()).isEqualTo("FORCED_OPEN");
        assertThat(last.path("origin").asString()).isEqualTo("operator");
    }

    @Test
    void listensToNoMoreThanItCan() throws IOException, InterruptedException {
        for (int i = 0; i < LiveFeed.MOST_LISTENERS; i++) {
            assertThat(listen().statusCode()).isEqualTo(200);
        }

        assertThat(listen().statusCode()).isEqualTo(503);

        this.streams.remove(0).close();
        await().atMost(PATIENCE).until(() -> listen().statusCode() == 200);
    }

    @Test
    void saysNothingOfQuestionsAndAnswers() throws IOException, InterruptedException {
        Events events = new Events(listen().body());
        long before = events.first((any) -> true).path("callCount").asLong();

        ask();

        assertThat(events.first((snapshot) -> snapshot.path("callCount").asLong() > before)
                        .toString())
                .doesNotContain("parcel");
    }

    private HttpResponse<InputStream> listen() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d/live".formatted(this.port));
        var response = this.http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
        this.streams.add(response.body());
        return response;
    }

    private void ask() {
        this.client
                .post()
                .uri("/ask")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"question\": \"Where is my parcel?\"}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    /** What a listener reads. */
    private static class Events {

        private final BufferedReader reader;

        Events(InputStream stream) {
            this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }

        JsonNode first(Predicate<JsonNode> condition) throws IOException {
            while (true) {
                String line = this.reader.readLine();
                assertThat(line).as("the end of the stream").isNotNull();
                if (line.startsWith("data:")) {
                    JsonNode snapshot = JsonMapper.shared().readTree(line.substring("data:".length()));
                    if (condition.test(snapshot)) {
                        return snapshot;
                    }
                }
            }
        }
    }
}
