package io.resilientagent.sample.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.sample.ManualTime;
import io.resilientagent.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class LocalRequestsOnlyTests {

    private static final String CIRCUIT = "/actuator/agentcircuits/anthropic/claude-sonnet-4-5";

    @Autowired
    private RestTestClient client;

    @Autowired
    private CircuitRegistry circuits;

    @Autowired
    private ManualTime time;

    @LocalServerPort
    private int port;

    @AfterEach
    void reset() {
        this.circuits.resetAll();
    }

    @ParameterizedTest
    @CsvSource({"POST, /ask", "POST, /simulator/anthropic", "DELETE, /simulator/anthropic", "POST, " + CIRCUIT})
    void refusesOtherSites(String method, String path) {
        this.client
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .header("Origin", "http://evil.example")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"state\": \"FORCED_OPEN\"}")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Refused: this request comes from another site");
        assertThat(state()).isEqualTo("CLOSED");
    }

    @Test
    void locksOutNamesOfThisMachineThatOthersHaveChosen() throws IOException {
        assertThat(get("evil.example:" + this.port)).startsWith("HTTP/1.1 403");
        assertThat(get("localhost:" + this.port)).startsWith("HTTP/1.1 200");
    }

    @Test
    void letsTheOperatorForceAndResetACircuit() {
        operate("FORCED_OPEN");
        assertThat(state()).isEqualTo("FORCED_OPEN");

        this.client.delete().uri(CIRCUIT).exchange().expectStatus().isOk();
        assertThat(state()).isEqualTo("CLOSED");
    }

    @Test
    void tellsBrowsersToRunOnlyWhatComesFromHere() {
        this.client
                .get()
                .uri("/")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        (policy) -> assertThat(policy)
                                .contains("default-src 'self'", "frame-ancestors 'none'")
                                .doesNotContain("unsafe"))
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff");
    }

    private void operate(String state) {
        this.client
                .post()
                .uri(CIRCUIT)
                .header("Origin", "http://localhost:" + this.port)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"state\": \"%s\"}".formatted(state))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private String state() {
        return this.circuits
                .find("anthropic/claude-sonnet-4-5")
                .map((circuit) -> circuit.state(this.time.nanos()).name())
                .orElseThrow();
    }

    /** Java's own client lets nobody choose the host. */
    private String get(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", this.port)) {
            socket.getOutputStream()
                    .write("GET /simulator HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
