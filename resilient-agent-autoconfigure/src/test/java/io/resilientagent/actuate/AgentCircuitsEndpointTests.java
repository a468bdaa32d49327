package io.resilientagent.actuate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import io.resilientagent.CallContext;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.Guards;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import io.resilientagent.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** The endpoint as a person or a program reads it, over HTTP. */
class AgentCircuitsEndpointTests {

    private ConfigurableApplicationContext application;

    private Agent agent;

    private ManualTime time;

    @BeforeEach
    void start() {
        this.application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "management.endpoints.web.exposure.include=agentcircuits",
                        "resilient-agent.calls.support.chain=anthropic/claude-sonnet-4,openai/gpt-4.1",
                        "resilient-agent.calls.support.retry.max-attempts=2",
                        "resilient-agent.calls.support.retry.jitter=0",
                        "resilient-agent.circuits.[anthropic/claude-sonnet-4].failure-threshold=4")
                .run();
        this.agent = this.application.getBean(Agent.class);
        this.time = this.application.getBean(ManualTime.class);
    }

    @AfterEach
    void stop() {
        this.application.close();
    }

    @Test
    void showsAllThatGuardedCallsDid() throws Exception {
        this.agent.answer("hello");
        this.agent.fail();
        this.agent.answer("hello");
        this.agent.answer("hello");
        this.agent.answer("hello");
        this.time.advance(Duration.ofSeconds(5));
        String expected = Files.readString(Path.of("src/test/resources/io/resilientagent/actuate/agentcircuits.json"));
        JSONAssert.assertEquals(expected, body(""), JSONCompareMode.STRICT);
    }

    @Test
    void sortsCircuitsAndCalls() throws Exception {
        assertThat(body(""))
                .containsSubsequence(
                        "\"circuits\"",
                        "\"anthropic\"",
                        "\"anthropic/claude-sonnet-4\"",
                        "\"openai\"",
                        "\"openai/gpt-4.1\"",
                        "\"tools\"",
                        "\"calls\":{",
                        "\"agent-tool\"",
                        "\"support\"");
    }

    @Test
    void showsOneWithASlashInItsName() throws Exception {
        JSONAssert.assertEquals(
                "{state: CLOSED, bufferedCalls: 0, calls: [support]}",
                body("/anthropic/claude-sonnet-4"),
                JSONCompareMode.LENIENT);
        JSONAssert.assertEquals("{calls: [support]}", body("/openai/gpt-4.1"), JSONCompareMode.LENIENT);
        JSONAssert.assertEquals("{calls: [support]}", body("/anthropic"), JSONCompareMode.LENIENT);
    }

    @Test
    void knowsTheCallsOfAComputedCircuit() throws Exception {
        this.agent.tool("search");
        JSONAssert.assertEquals("{calls: [agent-tool]}", body("/tool-search"), JSONCompareMode.LENIENT);
        JSONAssert.assertEquals("{calls: [agent-tool]}", body("/tools"), JSONCompareMode.LENIENT);
    }

    @Test
    void answers404ForAnUnknownName() throws Exception {
        assertThat(get("/anthropic/other").statusCode()).isEqualTo(404);
        assertThat(get("/support").statusCode()).isEqualTo(404);
        assertThat(get("/a/b/c").statusCode()).isEqualTo(404);
    }

    @Test
    void looksTheSameAtEachReadAsLongAsNothingChanges() throws Exception {
        this.application.getBean(CircuitRegistry.class).force("openai", CircuitState.OPEN, Duration.ofMinutes(5));
        String first = body("");
        assertThat(first).contains("\"openUntil\":\"2026-01-01T00:05:00Z\"");
        for (int i = 0; i < 20; i++) {
            this.time.advance(Duration.ofNanos(333_333));
            assertThat(body("")).isEqualTo(first);
        }
    }

    @Test
    void readsTheClockOnceOnly() {
        List<Instant> read = new ArrayList<>();
        InstantSource clock = () -> {
            read.add(Instant.EPOCH.plusSeconds(100L * read.size()));
            return read.get(read.size() - 1);
        };
        AgentCircuitsEndpoint endpoint = Application.endpoint(this.application, clock);
        AgentCircuitsDescriptor first = endpoint.all(null, null, null);
        assertThat(endpoint.all(null, null, null)).usingRecursiveComparison().isEqualTo(first);
        assertThat(read).hasSize(1);
    }

    @Test
    void keepsKindsOfFailuresBeyondTheWindow() {
        AgentCircuitsEndpoint endpoint = this.application.getBean(AgentCircuitsEndpoint.class);
        this.agent.fail();
        this.agent.answer("hello");
        this.application.getBean(CircuitRegistry.class).resetAll();
        CircuitDescriptor circuit = endpoint.one("anthropic", "claude-sonnet-4");
        assertThat(circuit.failedCalls()).isZero();
        assertThat(circuit.failuresByKind()).containsEntry(FailureKind.OVERLOADED, 2L);
    }

    private String body(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        String port = this.application.getEnvironment().getProperty("local.server.port");
        URI uri = URI.create("http://localhost:" + port + "/actuator/agentcircuits" + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ManualTime time() {
            return new ManualTime();
        }

        @Bean
        Agent agent() {
            return new Agent();
        }

        @Bean
        AgentCircuitsEndpoint agentCircuitsEndpoint(ConfigurableApplicationContext context) {
            return endpoint(context, InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
        }

        static AgentCircuitsEndpoint endpoint(ConfigurableApplicationContext context, InstantSource clock) {
            return new AgentCircuitsEndpoint(
                    context.getBean(CircuitRegistry.class),
                    context.getBean(Guards.class),
                    context.getBean(CallCatalog.class),
                    context.getBean(CallStatistics.class),
                    context.getBean(Ticker.class),
                    clock,
                    context);
        }
    }

    static class Agent {

        private volatile boolean outage;

        void fail() {
            this.outage = true;
        }

        @LlmCall("support")
        @Fallback(text = "busy")
        public String answer(String question) {
            if (this.outage && CallContext.current().target().provider().equals("anthropic")) {
                throw Problem.of(FailureKind.OVERLOADED, 529);
            }
            return question;
        }

        @CircuitGuarded(value = "tool-#{#name}", settings = "tools")
        public String tool(String name) {
            return name;
        }
    }
}
