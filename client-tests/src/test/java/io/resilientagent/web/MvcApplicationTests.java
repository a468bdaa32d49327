package io.resilientagent.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.resilientagent.AgentResult;
import io.resilientagent.circuit.CircuitSnapshot;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** Guarded calls behind a controller of Spring MVC on Tomcat. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class MvcApplicationTests {

    private final WebServer server = new WebServer(WebApplicationType.SERVLET, Application.class);

    @AfterAll
    void stop() {
        this.server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/value", "/future", "/flux"})
    void answersWithTheFallback(String path) throws Exception {
        assertThat(this.server.get(path)).contains("fallback");
    }

    @Test
    void answersWithADegradedResult() throws Exception {
        assertThat(this.server.get("/result")).contains("\"DEGRADED\"", "\"fallback\"", "\"NETWORK\"");
    }

    @Test
    void cancelsTheCallOfAClientThatGoes() throws Exception {
        assertThat(this.server.readSome("/endless", 5)).contains("data:piece ");
        assertThat(this.server.agent().cancelled().await(60, TimeUnit.SECONDS)).isTrue();
        CircuitSnapshot circuit = this.server.circuit("stub/endless");
        assertThat(circuit.bufferedCalls()).isZero();
        assertThat(circuit.failuresByKind()).isEmpty();
        // Its only place is free again.
        assertThat(this.server.readSome("/endless", 2)).contains("data:piece ");
    }

    @Test
    void carriesTheRequestsContextToLaterTries() throws Exception {
        assertThat(this.server.get("/threads-context")).isEqualTo("4711 4712");
    }

    @EnableAutoConfiguration
    @Import({WebAgent.class, Controller.class})
    static class Application {

        @Bean
        Filter orders() {
            return (request, response, chain) -> {
                request.setAttribute(WebAgent.ORDER, "4712");
                try (MDC.MDCCloseable order = MDC.putCloseable(WebAgent.ORDER, "4711")) {
                    chain.doFilter(request, response);
                }
            };
        }
    }

    @RestController
    static class Controller {

        private final WebAgent agent;

        Controller(WebAgent agent) {
            this.agent = agent;
        }

        @GetMapping("/value")
        String value() {
            return this.agent.value();
        }

        @GetMapping("/future")
        CompletableFuture<String> future() {
            return this.agent.future();
        }

        @GetMapping("/result")
        AgentResult<String> result() {
            return this.agent.result();
        }

        @GetMapping(path = "/flux", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> flux() {
            return this.agent.flux();
        }

        @GetMapping(path = "/endless", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> endless() {
            return this.agent.endless();
        }

        @GetMapping("/threads-context")
        String threadsContext() {
            return this.agent.threadsContext();
        }
    }
}
