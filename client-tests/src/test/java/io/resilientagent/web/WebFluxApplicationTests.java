package io.resilientagent.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.resilientagent.AgentResult;
import io.resilientagent.circuit.CircuitSnapshot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

/** Guarded calls behind a controller of Spring WebFlux on Netty. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class WebFluxApplicationTests {

    private final WebServer server = new WebServer(WebApplicationType.REACTIVE, Application.class);

    @AfterAll
    void stop() {
        this.server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mono", "/flux"})
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
    void carriesReactorsContextToLaterTries() throws Exception {
        assertThat(this.server.get("/reactor-context")).isEqualTo("4711");
    }

    @Test
    void keepsNettysThreadsFreeWhileCallsHang() throws Exception {
        List<CompletableFuture<?>> hanging = new ArrayList<>();
        int more = 10 * Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < more; i++) {
            hanging.add(this.server.begin("/hanging"));
        }
        assertThat(this.server.get("/mono")).isEqualTo("fallback");
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
        hanging.forEach((call) -> call.cancel(true));
    }

    @EnableAutoConfiguration
    @Import({WebAgent.class, Controller.class})
    static class Application {

        /** Of its own: another application that closes takes the global ones along. */
        @Bean
        ReactorResourceFactory resources() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
        }

        @Bean
        WebFilter orders() {
            return (exchange, chain) -> chain.filter(exchange).contextWrite(Context.of(WebAgent.ORDER, "4711"));
        }
    }

    @RestController
    static class Controller {

        private final WebAgent agent;

        Controller(WebAgent agent) {
            this.agent = agent;
        }

        @GetMapping("/mono")
        Mono<String> mono() {
            return this.agent.mono();
        }

        @GetMapping("/result")
        Mono<AgentResult<String>> result() {
            return this.agent.monoResult();
        }

        @GetMapping(path = "/flux", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> flux() {
            return this.agent.flux();
        }

        @GetMapping(path = "/endless", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> endless() {
            return this.agent.endless();
        }

        @GetMapping("/hanging")
        Mono<String> hanging() {
            return this.agent.hanging();
        }

        @GetMapping("/reactor-context")
        Mono<String> reactorContext() {
            return this.agent.reactorContext();
        }
    }
}
