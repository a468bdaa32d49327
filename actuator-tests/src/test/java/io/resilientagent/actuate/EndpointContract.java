package io.resilientagent.actuate;

import java.util.List;
import java.util.Map;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for the endpoint on any web server. */
abstract class EndpointContract {

    private static final String FORCE = "{\"state\": \"FORCED_OPEN\", \"duration\": \"5m\"}";

    private ConfigurableApplicationContext application;

    /** The kind of server. */
    abstract WebApplicationType server();

    /** A configuration with the users and rules of {@code docs/tracking.md}. */
    abstract Class<?> rules();

    @AfterEach
    void stop() {
        this.application.close();
    }

    private Http start(Class<?>... sources) {
        this.application = new SpringApplicationBuilder(TestApplication.class)
                .sources(sources)
                .web(server())
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.security.user.name=anybody",
                        "spring.security.user.password=secret",
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoint.health.show-details=always",
                        "management.endpoint.agentcircuits.access=unrestricted")
                .run();
        return new Http(this.application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @Test
    void letsNobodyInByDefault() throws Exception {
        Http http = start();
        assertThat(http.send("GET", "/agentcircuits", null).statusCode()).isEqualTo(401);
        assertThat(http.send("GET", "/agentcircuits/acme/large", null).statusCode())
                .isEqualTo(401);
        assertThat(http.send("POST", "/agentcircuits/acme/large", FORCE).statusCode())
                .isIn(401, 403);
        assertThat(http.send("DELETE", "/agentcircuits/acme/large", null).statusCode())
                .isIn(401, 403);
        assertThat(state("acme/large")).isEqualTo(CircuitState.CLOSED);
        assertThat(audited()).isEmpty();
    }

    @Test
    void letsAUserReadButNotWriteByDefaultAsNoRequestHasACsrfToken() throws Exception {
        Http http = start().as("anybody");
        assertThat(http.send("GET", "/agentcircuits", null).statusCode()).isEqualTo(200);
        assertThat(http.send("POST", "/agentcircuits/acme/large", FORCE).statusCode())
                .isIn(401, 403);
        assertThat(http.send("DELETE", "/agentcircuits/acme/large", null).statusCode())
                .isIn(401, 403);
        assertThat(state("acme/large")).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void letsOperatorsWriteAndAuditsThem() throws Exception {
        Http http = start(rules()).as("operator");
        var forced = http.send("POST", "/agentcircuits/acme/large", FORCE);
        assertThat(forced.statusCode()).isEqualTo(200);
        JSONAssert.assertEquals("{state: FORCED_OPEN, origin: operator}", forced.body(), JSONCompareMode.LENIENT);
        assertThat(state("acme/large")).isEqualTo(CircuitState.FORCED_OPEN);
        assertThat(http.send("DELETE", "/agentcircuits/acme/large", null).statusCode())
                .isEqualTo(200);
        assertThat(state("acme/large")).isEqualTo(CircuitState.CLOSED);
        assertThat(audited()).extracting(AuditEvent::getPrincipal).containsExactly("operator", "operator");
        assertThat(audited().get(0).getData())
                .isEqualTo(Map.of("circuit", "acme/large", "from", "CLOSED", "to", "FORCED_OPEN", "duration", "PT5M"));
    }

    @Test
    void letsViewersReadOnly() throws Exception {
        Http http = start(rules()).as("viewer");
        assertThat(http.send("GET", "/agentcircuits/acme/large", null).statusCode())
                .isEqualTo(200);
        assertThat(http.send("POST", "/agentcircuits/acme/large", FORCE).statusCode())
                .isEqualTo(403);
        assertThat(http.send("DELETE", "/agentcircuits/acme/large", null).statusCode())
                .isEqualTo(403);
        assertThat(state("acme/large")).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void answers404ForUnknownNames() throws Exception {
        Http http = start(rules()).as("operator");
        assertThat(http.send("GET", "/agentcircuits/acme/other", null).statusCode())
                .isEqualTo(404);
        assertThat(http.send("POST", "/agentcircuits/acme/other", FORCE).statusCode())
                .isEqualTo(404);
        assertThat(http.send("DELETE", "/agentcircuits/acme/other", null).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"state\": \"HALF_OPEN\"}",
                "{\"state\": \"open\"}",
                "{\"state\": \"OPEN\", \"duration\": \"-1s\"}",
                "{\"state\": \"OPEN\", \"duration\": \"soon\"}",
                "{\"state\": \"OPEN\", \"other\": \"5m\"}",
            })
    void answers400WithTheReason(String body) throws Exception {
        var response = start(rules()).as("operator").send("POST", "/agentcircuits/acme/large", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":\"").containsAnyOf("state", "duration", "other");
        assertThat(state("acme/large")).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void findsAndPages() throws Exception {
        Http http = start(rules()).as("viewer");
        JSONAssert.assertEquals(
                "{circuits: {'acme/large': {}}, total: {circuits: 2}, next: 'acme/large'}",
                http.send("GET", "/agentcircuits?limit=1", null).body(),
                JSONCompareMode.LENIENT);
        assertThat(http.send("GET", "/agentcircuits?limit=0", null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void takesNamesWithEncodedCharacters() throws Exception {
        Http http = start(rules()).as("viewer");
        assertThat(http.send("GET", "/agentcircuits/tenant-a@b.c%23overflow", null)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void healthTellsOfOpenCircuits() throws Exception {
        Http http = start(rules()).as("viewer");
        this.application.getBean(CircuitRegistry.class).force("acme/large", CircuitState.FORCED_OPEN, null);
        JSONAssert.assertEquals(
                "{status: UP, components: {agentCircuits: {status: UP,"
                        + " details: {open: 1, circuits: {'acme/large': FORCED_OPEN}}}}}",
                http.send("GET", "/health", null).body(),
                JSONCompareMode.LENIENT);
        JSONAssert.assertEquals(
                "{resilientAgent: {calls: 0, circuits: 2}}",
                http.send("GET", "/info", null).body(),
                JSONCompareMode.LENIENT);
    }

    private CircuitState state(String circuit) {
        return this.application
                .getBean(CircuitRegistry.class)
                .find(circuit)
                .orElseThrow()
                .state(System.nanoTime());
    }

    private List<AuditEvent> audited() {
        return this.application.getBean(AuditEventRepository.class).find(null, null, "AGENT_CIRCUIT_SET");
    }
}
