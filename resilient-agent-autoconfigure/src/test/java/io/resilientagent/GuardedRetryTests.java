package io.resilientagent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GuardedRetryTests {

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = Guarded.by(this.time, Agent.class);

    @Test
    void makesAsManyTriesAsTheAnnotationSays() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.OVERLOADED);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).five("x"));
            assertThat(provider.calls()).isEqualTo(5);
            assertThat(this.time.sleeps()).hasSize(4);
        });
    }

    @Test
    void makesAsManyTriesAsConfiguredForTheCall() {
        this.runner
                .withPropertyValues("resilient-agent.calls.five.retry.max-attempts=2")
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.outage(FailureKind.OVERLOADED);
                    assertThatExceptionOfType(Problem.class)
                            .isThrownBy(() -> context.getBean(Agent.class).five("x"));
                    assertThat(provider.calls()).isEqualTo(2);
                });
    }

    @Test
    void waitsAsConfigured() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.five.retry.delay=100ms",
                        "resilient-agent.calls.five.retry.multiplier=3",
                        "resilient-agent.calls.five.retry.max-delay=500ms",
                        "resilient-agent.calls.five.retry.jitter=0")
                .run((context) -> {
                    context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
                    assertThatExceptionOfType(Problem.class)
                            .isThrownBy(() -> context.getBean(Agent.class).five("x"));
                    assertThat(this.time.sleeps())
                            .containsExactly(
                                    Duration.ofMillis(100),
                                    Duration.ofMillis(300),
                                    Duration.ofMillis(500),
                                    Duration.ofMillis(500));
                });
    }

    @Test
    void honoursTheProvidersAdvice() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class)
                    .failNext(Problem.advising(FailureKind.RATE_LIMITED, Duration.ofSeconds(9)));
            assertThat(context.getBean(Agent.class).five("x")).isEqualTo("answer to x");
            assertThat(this.time.sleeps())
                    .singleElement()
                    .satisfies((slept) -> assertThat(slept).isBetween(Duration.ofSeconds(9), Duration.ofMillis(9_900)));
        });
    }

    @Test
    void stopsWhenTheDeadlineIsNear() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.five.deadline=4s",
                        "resilient-agent.calls.five.retry.jitter=0",
                        "resilient-agent.calls.five.retry.multiplier=1")
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.outage(FailureKind.OVERLOADED);
                    assertThatExceptionOfType(Problem.class)
                            .isThrownBy(() -> context.getBean(Agent.class).five("x"));
                    assertThat(provider.calls()).isEqualTo(4);
                });
    }

    @Test
    void stopsWhenTheBudgetIsEmpty() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.five.retry-budget.capacity=3",
                        "resilient-agent.calls.five.retry-budget.refill=0")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.outage(FailureKind.OVERLOADED);
                    assertThatExceptionOfType(Problem.class).isThrownBy(() -> agent.five("x"));
                    assertThatExceptionOfType(Problem.class).isThrownBy(() -> agent.five("x"));
                    assertThat(provider.calls()).isEqualTo(4 + 1);
                });
    }

    @Test
    void asksAgainForTextThatIsBlank() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            assertThat(agent.blankAtFirst()).isEqualTo("at last");
            assertThat(this.time.sleeps()).isEmpty();
            assertThat(agent.absentAtFirst()).contains("at last");
        });
    }

    @Test
    void takesBlankTextWhereConfigured() {
        this.runner
                .withPropertyValues("resilient-agent.calls.default.reject-blank=false")
                .run((context) ->
                        assertThat(context.getBean(Agent.class).blankAtFirst()).isEqualTo(" "));
    }

    @Test
    void runsTheBodyOfAVoidMethodAgain() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.NETWORK);
            context.getBean(Agent.class).tell("x");
            assertThat(provider.asked()).containsExactly("x", "x");
        });
    }

    @Test
    void triesOnceWhereCallsAreNotGuarded() {
        this.runner
                .withPropertyValues("resilient-agent.enabled=false", "resilient-agent.calls.five.model=a/one")
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.outage(FailureKind.OVERLOADED);
                    assertThatExceptionOfType(Problem.class)
                            .isThrownBy(() -> context.getBean(Agent.class).five("x"));
                    assertThat(provider.calls()).isEqualTo(1);
                });
    }

    @Test
    void showsTheBodyEachTry() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED, FailureKind.MALFORMED_RESPONSE);
            agent.five("x");
            List<CallContext> seen = agent.seen();
            assertThat(seen).extracting(CallContext::attempt).containsExactly(1, 2, 3);
            assertThat(seen).extracting(CallContext::name).containsOnly("five");
            assertThat(seen)
                    .extracting(CallContext::callId)
                    .doesNotContainNull()
                    .containsOnly(seen.get(0).callId());
            assertThat(seen).extracting(CallContext::attemptId).doesNotHaveDuplicates();
            assertThat(seen.get(0).previousFailure()).isNull();
            assertThat(seen.get(1).previousFailure()).extracting(Failure::kind).isEqualTo(FailureKind.OVERLOADED);
            assertThat(seen.get(2).previousFailure())
                    .extracting(Failure::kind)
                    .isEqualTo(FailureKind.MALFORMED_RESPONSE);
            assertThat(agent.remaining().get(0)).isEqualTo(Duration.ofSeconds(30));
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> seen.get(0).target())
                    .withMessageContaining("resilient-agent.calls.five.chain");
        });
    }

    @Test
    void bindsNothingOutsideACall() {
        this.runner.run((context) -> {
            context.getBean(Agent.class).five("x");
            assertThat(CallContext.find()).isEmpty();
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(CallContext::current);
        });
    }

    @Test
    void stopsOnceTheBodySaysSo() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.OVERLOADED);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).withSideEffect());
            assertThat(provider.calls()).isEqualTo(1);
        });
    }

    static class Agent {

        private final List<CallContext> seen = new ArrayList<>();

        private final List<Duration> remaining = new ArrayList<>();

        private final FakeProvider provider;

        private int calls;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall(value = "five", maxAttempts = 5)
        public String five(String question) {
            this.seen.add(CallContext.current());
            CallContext.find().map(CallContext::remaining).ifPresent(this.remaining::add);
            return this.provider.ask(question);
        }

        List<CallContext> seen() {
            return this.seen;
        }

        List<Duration> remaining() {
            return this.remaining;
        }

        @LlmCall("tell")
        public void tell(String question) {
            this.provider.ask(question);
        }

        @LlmCall("side-effect")
        public String withSideEffect() {
            CallContext.current().noRepeat();
            return this.provider.ask("x");
        }

        @LlmCall("blank")
        public String blankAtFirst() {
            return (this.calls++ == 0) ? " " : "at last";
        }

        @LlmCall("absent")
        public Optional<String> absentAtFirst() {
            return (this.calls++ == 1) ? Optional.empty() : Optional.of("at last");
        }
    }
}
