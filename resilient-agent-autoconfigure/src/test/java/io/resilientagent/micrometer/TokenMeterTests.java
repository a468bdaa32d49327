package io.resilientagent.micrometer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.resilientagent.AgentResult;
import io.resilientagent.TokenUsage;
import io.resilientagent.UsageReader;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.autoconfigure.ResilientAgentMetricsAutoConfiguration;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Tokens of answers that somebody got, and of those that nobody did. */
@ExtendWith(OutputCaptureExtension.class)
class TokenMeterTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final ApplicationContextRunner runner = Guarded.byRealTime(Agent.class)
            .withConfiguration(AutoConfigurations.of(
                    ResilientAgentMetricsAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class))
            .withBean("registry", MeterRegistry.class, () -> this.registry)
            .withBean(Reader.class)
            .withPropertyValues("resilient-agent.calls.default.retry.delay=0");

    @Test
    void areCountedForEveryShapeOfAnAnswer() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.value(Stream.of("3+4"));
            assertThat(tokens("a/value", false)).isEqualTo(7);
            agent.optional();
            agent.result();
            agent.future().join();
            agent.mono().block(Duration.ofSeconds(30));
            assertThat(tokens("a/others", false)).isEqualTo(40);
            assertThat(tokens("a/value", true)).isZero();
        });
    }

    @Test
    void ofAStreamAreThoseOfItsLastItemThatSaysSo() {
        this.runner.run((context) -> {
            context.getBean(Agent.class).stream(Flux.just("1+1", "2+2", "text")).blockLast(Duration.ofSeconds(30));
            assertThat(tokens("a/stream", false)).isEqualTo(4);
        });
    }

    @Test
    void ofAnswersThatNobodyGetsAreWasted() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            assertThat(agent.failed().status()).isEqualTo(AgentResult.Status.FAILED);
            assertThat(tokens("a/failed", true)).isEqualTo(9);
            Flux<String> broken = Flux.concat(Flux.just("5+5"), Mono.error(Problem.of(FailureKind.NETWORK)));
            assertThat(catchThrowable(() -> agent.stream(broken).blockLast(Duration.ofSeconds(30))))
                    .isNotNull();
            assertThat(tokens("a/stream", true)).isEqualTo(10);
            agent.stream(Flux.just("6+6", "7+7")).blockFirst(Duration.ofSeconds(30));
            Await.until("what a cancelled stream has used", () -> tokens("a/stream", true) == 22);
            assertThat(tokens("a/stream", false)).isZero();
        });
    }

    @Test
    void ofAnAnswerThatCameTooLateAreWasted() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            assertThat(catchThrowable(agent::late)).isNotNull();
            assertThat(tokens("a/late", true)).isZero();
            agent.release();
            Await.until("the late answer", () -> tokens("a/late", true) == 11);
            assertThat(tokens("a/late", false)).isZero();
        });
    }

    @Test
    void answerThatSaysNothingCountsNothing() {
        this.runner.run((context) -> {
            context.getBean(Agent.class).value(Stream.of("text"));
            assertThat(tokens("a/value", false)).isZero();
        });
    }

    @Test
    void readerThatThrowsWarnsOnceAndHarmsNothing(CapturedOutput output) {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            assertThat(agent.value(Stream.of("x+1"))).isEqualTo("x+1");
            assertThat(agent.value(Stream.of("y+1"))).isEqualTo("y+1");
            agent.value(Stream.of("1+1"));
            assertThat(tokens("a/value", false)).isEqualTo(2);
        });
        assertThat(output.getOut().split("Usage of an answer cannot be read", -1))
                .hasSize(2);
    }

    @Test
    void appearWithZerosForEachTarget() {
        this.runner.run((context) -> {
            for (String target : new String[] {"a/value", "a/others", "a/stream", "a/failed", "a/late"}) {
                assertThat(tokens(target, false)).isZero();
                assertThat(tokens(target, true)).isZero();
            }
        });
    }

    private double tokens(String target, boolean wasted) {
        return this.registry
                .get("resilient.agent.tokens")
                .tags("target", target, "wasted", String.valueOf(wasted))
                .counter()
                .count();
    }

    static class Reader implements UsageReader<String> {

        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public @Nullable TokenUsage read(String answer) {
            String[] parts = answer.split("\\+");
            return (parts.length == 2) ? new TokenUsage(Long.parseLong(parts[0]), Long.parseLong(parts[1])) : null;
        }
    }

    static class Agent {

        private final CountDownLatch release = new CountDownLatch(1);

        @LlmCall(name = "value", model = "a/value")
        public String value(Stream<String> answers) {
            return answers.findFirst().orElseThrow();
        }

        @LlmCall(name = "optional", model = "a/others")
        public Optional<String> optional() {
            return Optional.of("5+5");
        }

        @LlmCall(name = "result", model = "a/others")
        public AgentResult<String> result() {
            return AgentResult.success("5+5");
        }

        @LlmCall(name = "future", model = "a/others")
        public CompletableFuture<String> future() {
            return CompletableFuture.completedFuture("5+5");
        }

        @LlmCall(name = "mono", model = "a/others")
        public Mono<String> mono() {
            return Mono.just("5+5");
        }

        @LlmCall(name = "stream", model = "a/stream", maxAttempts = 1)
        public Flux<String> stream(Flux<String> items) {
            return items;
        }

        @LlmCall(name = "failed", model = "a/failed")
        public AgentResult<String> failed() {
            AgentResult<String> answered = AgentResult.success("4+5");
            return new AgentResult<>(
                    AgentResult.Status.FAILED,
                    answered.data(),
                    "not good enough",
                    FailureKind.MALFORMED_RESPONSE,
                    null,
                    1,
                    Duration.ZERO,
                    answered.failures());
        }

        @LlmCall(name = "late", model = "a/late", timeout = "20ms", maxAttempts = 1)
        public String late() {
            boolean released = false;
            while (!released) {
                try {
                    this.release.await();
                    released = true;
                } catch (InterruptedException ex) {
                    // a client that does not react to it
                }
            }
            return "5+6";
        }

        public void release() {
            this.release.countDown();
        }
    }
}
