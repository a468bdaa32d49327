package io.resilientagent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Limits and nesting that nobody should ask for, and somebody will. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileLimitTests {

    private static final int DEEP = 50;

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner =
            Guarded.by(this.time, Agent.class).withPropertyValues("resilient-agent.calls.default.retry.delay=0");

    /** The third is the most that fits into nanoseconds; three times the first does not. */
    @ParameterizedTest
    @ValueSource(strings = {"50000d", "100000d", "106751d", "1000000d"})
    void takesAnyTimeoutForAVeryLongOne(String timeout) {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.default.timeout=" + timeout,
                        "resilient-agent.calls.default.idle-timeout=" + timeout,
                        "resilient-agent.calls.default.max-stream-duration=" + timeout,
                        "resilient-agent.calls.default.reserve=" + timeout)
                .run((context) -> {
                    CompletableFuture<String> answer =
                            context.getBean(Agent.class).waiting();
                    this.time.advance(Duration.ofDays(10_000));
                    assertThat(answer).isNotDone();
                    context.getBean(Agent.class).give("answer");
                    assertThat(answer).isCompletedWithValue("answer");
                    assertThat(this.time.tasks()).isZero();
                });
    }

    @Test
    void endsWithADeadlineThatIsShorterThanAnAttempt() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.default.timeout=30s", "resilient-agent.calls.default.deadline=10s")
                .run((context) -> {
                    CompletableFuture<String> answer =
                            context.getBean(Agent.class).waiting();
                    this.time.advance(Duration.ofSeconds(10));
                    Await.until("the end of the call", answer::isDone);
                    assertThat(answer).isCompletedExceptionally();
                    assertThat(this.time.tasks()).isZero();
                });
    }

    @Test
    void nestsDeeply() {
        run((agent) -> {
            assertThat(agent.value(DEEP)).isEqualTo("answer to value");
            assertThat(agent.future(DEEP).join()).isEqualTo("answer to future");
            assertThat(agent.mono(DEEP).block()).isEqualTo("answer to mono");
        });
    }

    @Test
    void doesNotMultiplyTheTriesOfDeeplyNestedCalls() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.SERVER_ERROR);
            assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> agent.value(DEEP));
            assertThat(provider.calls()).isEqualTo(3);
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> agent.mono(DEEP).block());
            assertThat(provider.calls()).isEqualTo(6);
        });
    }

    private void run(Consumer<Agent> test) {
        this.runner.run((context) -> test.accept(context.getBean(Agent.class)));
    }

    static class Agent {

        private final CompletableFuture<String> given = new CompletableFuture<>();

        private final FakeProvider provider;

        private final ObjectProvider<Agent> self;

        Agent(FakeProvider provider, ObjectProvider<Agent> self) {
            this.provider = provider;
            this.self = self;
        }

        public void give(String answer) {
            this.given.complete(answer);
        }

        @LlmCall("waiting")
        public CompletableFuture<String> waiting() {
            return this.given;
        }

        @LlmCall("value")
        public String value(int deep) {
            return (deep == 0)
                    ? this.provider.ask("value")
                    : this.self.getObject().value(deep - 1);
        }

        @LlmCall("future")
        public CompletableFuture<String> future(int deep) {
            return (deep == 0)
                    ? CompletableFuture.completedFuture(this.provider.ask("future"))
                    : this.self.getObject().future(deep - 1);
        }

        @LlmCall("mono")
        public Mono<String> mono(int deep) {
            return (deep == 0)
                    ? Mono.fromCallable(() -> this.provider.ask("mono"))
                    : this.self.getObject().mono(deep - 1);
        }
    }
}
