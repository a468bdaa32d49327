package io.resilientagent.micrometer;

import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.autoconfigure.ResilientAgentMetricsAutoConfiguration;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Attempts without an answer and without a provider's failure are counted all the same. */
class CancelledCallMeterTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final ApplicationContextRunner runner = Guarded.by(new ManualTime(), Agent.class)
            .withConfiguration(AutoConfigurations.of(
                    ResilientAgentMetricsAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class))
            .withBean("registry", MeterRegistry.class, () -> this.registry);

    @Test
    void callerThatIsGone() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.future().cancel(true);
            agent.mono().subscribe().dispose();
            assertThat(attempts("cancelled")).isEqualTo(2);
            assertThat(this.registry
                            .get("resilient.agent.call")
                            .tags("call", "agent", "outcome", "failed")
                            .timer()
                            .count())
                    .isEqualTo(2);
        });
    }

    @Test
    void subscriberThatLeavesAStreamHasGotItsAnswer() {
        this.runner.run((context) -> {
            context.getBean(Agent.class).flux().take(1).blockLast();
            assertThat(attempts("cancelled")).isOne();
            assertThat(this.registry
                            .get("resilient.agent.call")
                            .tags("call", "agent", "outcome", "success")
                            .timer()
                            .count())
                    .isOne();
        });
    }

    @Test
    void exceptionOfTheApplication() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            assertThat(catchThrowable(agent::broken)).isInstanceOf(AssertionError.class);
            assertThat(attempts("application")).isOne();
        });
    }

    private double attempts(String kind) {
        return this.registry
                .get("resilient.agent.attempts")
                .tags("call", "agent", "target", "agent", "kind", kind)
                .counter()
                .count();
    }

    static class Agent {

        @LlmCall("agent")
        public CompletableFuture<String> future() {
            return new CompletableFuture<>();
        }

        @LlmCall("agent")
        public Mono<String> mono() {
            return Mono.never();
        }

        @LlmCall("agent")
        public Flux<String> flux() {
            return Flux.concat(Flux.just("a"), Flux.never());
        }

        @LlmCall("agent")
        public String broken() {
            throw new AssertionError("broken");
        }
    }
}
