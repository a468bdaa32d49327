package io.resilientagent.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.resilientagent.circuit.CircuitRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The outage that {@code README.md} lets its reader provoke with curl: the same commands in the same order. */
@SampleTest
class ReadmeStoryTests {

    private static final Path README = Path.of("..", "README.md");

    private static final Duration OPEN_TIME = Duration.ofSeconds(10);

    private static final String ASK = "curl -s localhost:8080/ask -H 'Content-Type: application/json'"
            + " -d '{\"question\": \"Where is my parcel?\"}'";

    private static final String BREAK = "curl -s localhost:8080/simulator/anthropic -H 'Content-Type: application/json'"
            + " -d '{\"fault\": \"overloaded\"}'";

    private static final String LOOK = "curl -s localhost:8080/actuator/agentcircuits/anthropic/claude-sonnet-4-5";

    private static final String HEAL = "curl -s -X DELETE localhost:8080/simulator/anthropic";

    private static final Pattern CURL =
            Pattern.compile("curl -s (?:-X (?<method>\\w+) )?localhost:8080(?<path>\\S+)(?:.* -d '(?<body>[^']*)')?");

    @Autowired
    private RestTestClient client;

    @Autowired
    private CircuitRegistry circuits;

    @Autowired
    private ManualTime time;

    private final List<Line> story = List.of(
            new Line(ASK, (answer) -> expectAnswer(answer, "SUCCESS", "anthropic/claude-sonnet-4-5", 1)),
            new Line(BREAK, (provider) -> provider.jsonPath("$.fault").isEqualTo("overloaded")),
            new Line(ASK, (answer) -> expectAnswer(answer, "DEGRADED", "openai/gpt-4o-mini", 4)),
            new Line(ASK, (answer) -> expectAnswer(answer, "DEGRADED", "openai/gpt-4o-mini", 3)),
            new Line(
                    LOOK,
                    (circuit) -> circuit.jsonPath("$.state")
                            .isEqualTo("OPEN")
                            .jsonPath("$.reason")
                            .isEqualTo("OVERLOADED")),
            new Line(ASK, (answer) -> expectAnswer(answer, "DEGRADED", "openai/gpt-4o-mini", 1)),
            new Line(HEAL, (provider) -> {
                provider.jsonPath("$.fault").isEqualTo("healthy");
                this.time.pass(OPEN_TIME);
            }),
            new Line(ASK, (answer) -> expectAnswer(answer, "SUCCESS", "anthropic/claude-sonnet-4-5", 1)),
            new Line(LOOK, (circuit) -> circuit.jsonPath("$.state").isEqualTo("CLOSED")));

    /**
     * A command, and what its reader has to see.
     *
     * @param command as it stands in README
     * @param expectation checks what is printed
     */
    private record Line(String command, Consumer<BodyContentSpec> expectation) {}

    @AfterEach
    void heal() {
        curl(HEAL);
        this.circuits.resetAll();
        this.time.pass(ManualTime.RETRY_BUDGETS_FULL);
    }

    @Test
    void goesAsTold() {
        this.story.forEach((line) -> line.expectation().accept(curl(line.command())));
    }

    @Test
    void isToldInReadme() throws IOException {
        assumeThat(README).exists();

        assertThat(Files.readAllLines(README))
                .containsSubsequence(this.story.stream().map(Line::command).toList());
    }

    private BodyContentSpec curl(String command) {
        Matcher curl = CURL.matcher(command);
        assertThat(curl.matches()).as(command).isTrue();
        String method = curl.group("method");
        String body = curl.group("body");
        if (method == null) {
            method = (body != null) ? "POST" : "GET";
        }
        var request = this.client.method(HttpMethod.valueOf(method)).uri(curl.group("path"));
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchange().expectStatus().isOk().expectBody();
    }

    private static void expectAnswer(BodyContentSpec answer, String status, String route, int attempts) {
        answer.jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.route")
                .isEqualTo(route)
                .jsonPath("$.attempts")
                .isEqualTo(attempts);
    }
}
