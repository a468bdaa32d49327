package io.resilientagent.actuate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** Circuits are changed through the endpoint, over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class AgentCircuitsWriteTests {

    private static final String NAME = "acme/large";

    private ConfigurableApplicationContext application;

    @AfterEach
    void stop() {
        this.application.close();
    }

    private void start(String... properties) {
        this.application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "management.endpoints.web.exposure.include=agentcircuits")
                .properties(properties)
                .run();
    }

    private void startWritable() {
        start("management.endpoint.agentcircuits.access=unrestricted");
    }

    @Test
    void isReadOnlyUnlessToldOtherwise() throws Exception {
        start();
        assertThat(post(NAME, "{\"state\": \"OPEN\"}").statusCode()).isEqualTo(405);
        assertThat(send("DELETE", "/" + NAME, null).statusCode()).isEqualTo(405);
        assertThat(send("GET", "/" + NAME, null).statusCode()).isEqualTo(200);
        assertThat(state()).isEqualTo(CircuitState.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"OPEN, HALF_OPEN", "FORCED_OPEN, CLOSED", "DISABLED, CLOSED"})
    void stateEndsWithItsDuration(CircuitState state, CircuitState next) throws Exception {
        startWritable();
        HttpResponse<String> response = post(NAME, "{\"state\": \"" + state + "\", \"duration\": \"5m\"}");
        assertThat(response.statusCode()).isEqualTo(200);
        JSONAssert.assertEquals("{state: " + state + ", origin: operator}", response.body(), JSONCompareMode.LENIENT);
        time().advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(state()).isEqualTo(state);
        time().advance(Duration.ofMillis(1));
        assertThat(state()).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"FORCED_OPEN, FORCED_OPEN", "DISABLED, DISABLED", "OPEN, HALF_OPEN", "CLOSED, CLOSED"})
    void stateWithoutDuration(CircuitState state, CircuitState later) throws Exception {
        startWritable();
        assertThat(post(NAME, "{\"state\": \"" + state + "\"}").statusCode()).isEqualTo(200);
        assertThat(state()).isEqualTo(state);
        time().advance(Duration.ofDays(30));
        assertThat(state()).isEqualTo(later);
    }

    @Test
    void deleteForgetsTheWindowAndCloses() throws Exception {
        startWritable();
        for (int i = 0; i < 5; i++) {
            circuit().acquire(time().nanos(), 1).fail(FailureKind.OVERLOADED, time().nanos(), 1, 0);
        }
        assertThat(state()).isEqualTo(CircuitState.OPEN);
        HttpResponse<String> response = send("DELETE", "/" + NAME, null);
        assertThat(response.statusCode()).isEqualTo(200);
        JSONAssert.assertEquals(
                "{state: CLOSED, bufferedCalls: 0, failedCalls: 0, consecutiveFailures: 0, reason: null}",
                response.body(),
                JSONCompareMode.LENIENT);
    }

    @Test
    void unknownNameIsNotFoundAndMakesNoCircuit() throws Exception {
        startWritable();
        for (HttpResponse<String> response : List.of(
                send("GET", "/acme/other", null),
                post("acme/other", "{\"state\": \"OPEN\"}"),
                post("acme/other", "{\"state\": \"nonsense\"}"),
                send("DELETE", "/acme/other", null))) {
            assertThat(response.statusCode()).isEqualTo(404);
            JSONAssert.assertEquals(
                    "{error: 'There is no circuit of that name'}", response.body(), JSONCompareMode.STRICT);
        }
        assertThat(circuits().all()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                           | Missing state: must be one of CLOSED, OPEN, FORCED_OPEN, DISABLED
            {"state": "SHUT"}                            | Invalid state (SHUT): must be one of CLOSED, OPEN, FORCED_OPEN, DISABLED
            {"state": "HALF_OPEN"}                       | Invalid state (HALF_OPEN): must be one of CLOSED, OPEN, FORCED_OPEN, DISABLED
            {"state": "OPEN", "duration": "-5m"}         | Invalid duration (PT-5M): must be positive and at most 365d
            {"state": "OPEN", "duration": "0s"}          | Invalid duration (PT0S): must be positive and at most 365d
            {"state": "OPEN", "duration": "366d"}        | Invalid duration (PT8784H): must be positive and at most 365d
            {"state": "OPEN", "duration": "soon"}        | Invalid duration (soon): must be a time such as 30s, 5m or PT1H, and at most 365d
            {"state": "OPEN", "duration": "99999999999999999d"} | Invalid duration (99999999999999999d): must be a time such as 30s, 5m or PT1H, and at most 365d
            {"state": "CLOSED", "duration": "5m"}        | Invalid duration (PT5M): CLOSED has none
            {"state": "OPEN", "durration": "5m"}         | Unknown field or parameter 'durration'
            """)
    void badValueIsRefusedWithItsReason(String body, String error) throws Exception {
        startWritable();
        HttpResponse<String> response = post(NAME, body);
        assertThat(response.statusCode()).isEqualTo(400);
        JSONAssert.assertEquals("{error: \"" + error + "\"}", response.body(), JSONCompareMode.STRICT);
        assertThat(state()).isEqualTo(CircuitState.CLOSED);
        assertThat(audited()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=-1", "limit=1001", "limit=many", "limit=99999999999", "nmae=x"})
    void badParameterIsRefusedWithItsReason(String query) throws Exception {
        start();
        HttpResponse<String> response = send("GET", "?" + query, null);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(query.startsWith("limit") ? "must be a number from 1 to 1000" : "'nmae'");
    }

    @Test
    void findsByNameAndPagesOn() throws Exception {
        start();
        JSONAssert.assertEquals(
                "{circuits: {'acme/large': {}}, total: {circuits: 1, calls: 0}, next: null}",
                send("GET", "?name=acme/*", null).body(),
                JSONCompareMode.LENIENT);
        JSONAssert.assertEquals(
                "{circuits: {'acme/large': {}}, total: {circuits: 2, calls: 0}, next: 'acme/large'}",
                send("GET", "?limit=1", null).body(),
                JSONCompareMode.LENIENT);
        JSONAssert.assertEquals(
                "{circuits: {'tenant-a@b.c#overflow': {}}, total: {circuits: 2, calls: 0}, next: null}",
                send("GET", "?limit=1&after=acme/large", null).body(),
                JSONCompareMode.LENIENT);
    }

    @Test
    void nameMayHoldAnyCharacterThatTheServerLetsThrough() throws Exception {
        startWritable();
        assertThat(send("GET", "/tenant-a@b.c%23overflow", null).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/tenant-a%40b.c%23overflow", null).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/acme%2Flarge", null).statusCode()).isEqualTo(400);
    }

    @Test
    void eachWriteIsAuditedAndLogged(CapturedOutput output) throws Exception {
        startWritable();
        post(NAME, "{\"state\": \"FORCED_OPEN\", \"duration\": \"5m\"}");
        send("DELETE", "/" + NAME, null);
        assertThat(audited())
                .extracting(AuditEvent::getData)
                .containsExactly(
                        Map.of("circuit", NAME, "from", "CLOSED", "to", "FORCED_OPEN", "duration", "PT5M"),
                        Map.of("circuit", NAME, "from", "FORCED_OPEN", "to", "CLOSED"));
        assertThat(output.getOut())
                .contains("Circuit 'acme/large' was set from CLOSED to FORCED_OPEN for 300.0 s by 'unknown'")
                .contains("Circuit 'acme/large' was set from FORCED_OPEN to CLOSED by 'unknown'");
    }

    @Test
    void operationsWithoutAWebServerAnswerAlike() {
        startWritable();
        AgentCircuitsEndpoint endpoint = this.application.getBean(AgentCircuitsEndpoint.class);
        assertThat(endpoint.force(new String[] {"acme", "large"}, "DISABLED", null))
                .extracting(CircuitDescriptor::state)
                .isEqualTo(CircuitState.DISABLED);
        assertThat(endpoint.reset("acme", "large"))
                .extracting(CircuitDescriptor::state)
                .isEqualTo(CircuitState.CLOSED);
        assertThat(endpoint.reset("other")).isNull();
        assertThat(endpoint.force(new String[] {"other"}, "OPEN", null)).isNull();
        assertThat(audited()).hasSize(2);
    }

    private List<AuditEvent> audited() {
        return this.application.getBean(AuditEventRepository.class).find(null, null, "AGENT_CIRCUIT_SET");
    }

    private HttpResponse<String> post(String name, String body) throws Exception {
        return send("POST", "/" + name, body);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        String port = this.application.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/actuator/agentcircuits" + path))
                .method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
                .header("Content-Type", "application/json")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private CircuitRegistry circuits() {
        return this.application.getBean(CircuitRegistry.class);
    }

    private Circuit circuit() {
        return circuits().find(NAME).orElseThrow();
    }

    private CircuitState state() {
        return circuit().state(time().nanos());
    }

    private ManualTime time() {
        return this.application.getBean(ManualTime.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ManualTime time() {
            return new ManualTime();
        }

        @Bean
        AuditEventRepository auditEvents() {
            return new InMemoryAuditEventRepository();
        }

        @Bean
        CircuitRegistry circuits(ManualTime time) {
            CircuitRegistry circuits = new CircuitRegistry(time, 10);
            circuits.circuit(NAME, CircuitSettings.defaults());
            circuits.circuit("tenant-a@b.c#overflow", CircuitSettings.defaults());
            return circuits;
        }
    }
}
