package io.resilientagent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.autoconfigure.ResilientAgentAutoConfiguration;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GuardedCallTests {

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ResilientAgentAutoConfiguration.class))
            .withBean(ManualTime.class, () -> this.time)
            .withBean(Agent.class);

    @Test
    void answersWithoutAnyTrouble() {
        this.runner.run((context) ->
                assertThat(context.getBean(Agent.class).answer("x")).isEqualTo("answer to x"));
    }

    @Test
    void retriesATransientFailureAndAnswers() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.script(() -> {
                throw Problem.of(FailureKind.OVERLOADED, 529);
            });
            assertThat(agent.answer("x")).isEqualTo("answer to x");
            assertThat(this.time.sleeps()).hasSize(1);
            assertThat(this.time.sleeps().get(0)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_500));
        });
    }

    @Test
    void throwsTheMethodsOwnLastExceptionWithoutFallback() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Problem first = Problem.of(FailureKind.SERVER_ERROR, 500);
            Problem last = Problem.of(FailureKind.AUTHENTICATION, 401);
            agent.script(() -> {
                throw first;
            });
            agent.script(() -> {
                throw last;
            });
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> agent.answer("x"))
                    .isSameAs(last)
                    .satisfies((thrown) -> assertThat(thrown.getSuppressed()).containsExactly(first));
        });
    }

    @Test
    void goesThroughTheChainAndSaysSo() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.support.chain=anthropic/claude,openai/gpt",
                        "resilient-agent.calls.support.retry.max-attempts=1")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    agent.script(() -> {
                        throw Problem.of(FailureKind.OVERLOADED, 529);
                    });
                    AgentResult<String> result = agent.support("x");
                    assertThat(result.status()).isEqualTo(AgentResult.Status.DEGRADED);
                    assertThat(result.data()).isEqualTo("openai/gpt says x");
                    assertThat(result.note()).isEqualTo("Using openai/gpt: anthropic/claude: OVERLOADED 529");
                    assertThat(result.route()).isEqualTo("openai/gpt");
                    assertThat(result.attempts()).isEqualTo(2);
                });
    }

    static class Agent {

        private final Deque<Supplier<@Nullable String>> script = new ArrayDeque<>();

        void script(Supplier<@Nullable String> step) {
            this.script.add(step);
        }

        private @Nullable String next(String otherwise) {
            Supplier<@Nullable String> step = this.script.poll();
            return (step != null) ? step.get() : otherwise;
        }

        @LlmCall("answer")
        @Nullable
        String answer(String question) {
            return next("answer to " + question);
        }

        @LlmCall("support")
        @CircuitGuarded("support")
        @Fallback(text = "busy")
        public AgentResult<String> support(String question) {
            return AgentResult.success(next(CallContext.current().target() + " says " + question));
        }
    }
}
