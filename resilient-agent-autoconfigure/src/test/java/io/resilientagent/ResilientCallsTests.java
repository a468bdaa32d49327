package io.resilientagent;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Calls without annotations: every behaviour once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResilientCallsTests {

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner =
            Guarded.by(this.time, Agent.class).withPropertyValues("resilient-agent.calls.default.retry.delay=0");

    @Test
    void runsItsBodyAgainOnEachTry() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.OVERLOADED, FailureKind.SERVER_ERROR);
            assertThat(context.getBean(Agent.class).ask("x")).isEqualTo("answer to x");
            assertThat(provider.asked()).containsExactly("x", "x", "x");
        });
    }

    @Test
    void throwsWhatItsBodyThrewAsItWas() {
        this.runner.run((context) -> {
            ResilientCall<String> answer = context.getBean(Agent.class).answer;
            IOException checked = new IOException("mine");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> answer.call((call) -> {
                        throw checked;
                    }))
                    .isSameAs(checked);
        });
    }

    @Test
    void timesOut() {
        Guarded.byRealTime(Agent.class)
                .withPropertyValues(
                        "resilient-agent.calls.answer.timeout=1s", "resilient-agent.calls.answer.retry.max-attempts=1")
                .run((context) -> {
                    ResilientCall<String> answer = context.getBean(Agent.class).answer;
                    assertThatExceptionOfType(CallTimeoutException.class)
                            .isThrownBy(() -> answer.call((call) -> {
                                new CountDownLatch(1).await();
                                return "never";
                            }))
                            .withMessage("LLM call 'answer' exceeded its limit of 1s");
                });
    }

    @Test
    void asksTheTargetsOfItsChainAndTellsThemToItsBody() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.answer.chain=a/one,b/two",
                        "resilient-agent.calls.answer.retry.max-attempts=2")
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.failNext(FailureKind.OVERLOADED, FailureKind.OVERLOADED);
                    AgentResult<String> result = context.getBean(Agent.class)
                            .answer
                            .result((call) -> provider.ask(call.target().toString()));
                    assertThat(provider.asked()).containsExactly("a/one", "a/one", "b/two");
                    assertThat(result)
                            .returns(Status.DEGRADED, AgentResult::status)
                            .returns("answer to b/two", AgentResult::data)
                            .returns("b/two", AgentResult::route)
                            .returns(3, AgentResult::attempts);
                });
    }

    @Test
    void hasTheCircuitThatIsConfigured() {
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.circuit=mine")
                .run((context) -> {
                    context.getBean(CircuitRegistry.class).force("mine", CircuitState.OPEN, null);
                    assertThatExceptionOfType(CircuitOpenException.class)
                            .isThrownBy(() -> context.getBean(Agent.class).ask("x"));
                    assertThat(context.getBean(FakeProvider.class).calls()).isZero();
                });
    }

    @Test
    void answersWithTheFallbacksOfTheCode() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            ResilientCall<String> answer = context.getBean(Agent.class)
                    .answer
                    .withFallback((failure) -> "later", FailureKind.AUTHENTICATION)
                    .withFallback((failure) -> {
                        throw new IOException("no fallback");
                    })
                    .withFallback((failure) -> "after " + failure.kind());
            provider.failNext(FailureKind.AUTHENTICATION, FailureKind.QUOTA_EXHAUSTED);
            assertThat(answer.result((call) -> provider.ask("x")))
                    .returns(Status.DEGRADED, AgentResult::status)
                    .returns("later", AgentResult::data)
                    .returns("fallback", AgentResult::route);
            assertThat(answer.result((call) -> provider.ask("x")))
                    .returns("after QUOTA_EXHAUSTED", AgentResult::data)
                    .returns("fallback-3", AgentResult::route);
            provider.failNext(FailureKind.MODEL_NOT_FOUND);
            assertThatExceptionOfType(Problem.class)
                    .as("a call without fallbacks stays one")
                    .isThrownBy(() -> context.getBean(Agent.class).ask("x"));
        });
    }

    @Test
    void answersWithTheFallbacksThatAreConfiguredInPlaceOfThoseOfTheCode() {
        this.runner
                .withBean("faq", Faq.class)
                .withPropertyValues(
                        "resilient-agent.calls.answer.fallback[0].method=faq.search",
                        "resilient-agent.calls.answer.fallback[0].when=overloaded",
                        "resilient-agent.calls.answer.fallback[1].text=We are busy.")
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    ResilientCall<String> answer =
                            context.getBean(Agent.class).answer.withFallback((failure) -> "of the code");
                    provider.outage(FailureKind.OVERLOADED);
                    assertThat(answer.call((call) -> provider.ask("x"))).isEqualTo("faq after OVERLOADED");
                    assertThat(answer.callAsync((call) -> CompletableFuture.completedFuture(provider.ask("x")))
                                    .get())
                            .isEqualTo("faq after OVERLOADED");
                    provider.outage(FailureKind.AUTHENTICATION);
                    assertThat(answer.call((call) -> provider.ask("x"))).isEqualTo("We are busy.");
                });
    }

    @Test
    void failsWithAResult() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.AUTHENTICATION);
            ResilientCall<String> answer = context.getBean(Agent.class).answer;
            assertThat(answer.result((call) -> provider.ask("x")))
                    .returns(Status.FAILED, AgentResult::status)
                    .returns(FailureKind.AUTHENTICATION, AgentResult::reason);
            assertThat(answer.result((call) -> provider.ask("x")).status()).isEqualTo(Status.SUCCESS);
        });
    }

    @Test
    void answersWithAFuture() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            ResilientCall<String> answer = context.getBean(Agent.class).answer;
            provider.failNext(FailureKind.OVERLOADED);
            assertThat(answer.callAsync((call) -> CompletableFuture.completedStage(provider.ask("x")))
                            .get())
                    .isEqualTo("answer to x");
            assertThat(provider.calls()).isEqualTo(2);
            provider.failNext(FailureKind.AUTHENTICATION);
            assertThat(answer.resultAsync((call) -> CompletableFuture.completedFuture(provider.ask("x")))
                            .get())
                    .returns(Status.FAILED, AgentResult::status);
            CompletableFuture<String> inner = new CompletableFuture<>();
            answer.callAsync((call) -> inner).cancel(true);
            Await.until("the end of the inner future", inner::isCancelled);
        });
    }

    @Test
    void answersWithAFallbackOfTheCodeInAFuture() {
        this.runner.run((context) -> {
            ResilientCall<String> answer =
                    context.getBean(Agent.class).answer.withFallback((failure) -> "after " + failure.kind());
            assertThat(answer.callAsync(
                                    (call) -> CompletableFuture.failedFuture(Problem.of(FailureKind.AUTHENTICATION)))
                            .get())
                    .isEqualTo("after AUTHENTICATION");
        });
    }

    @Test
    void nests() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            Agent agent = context.getBean(Agent.class);
            provider.outage(FailureKind.OVERLOADED);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> agent.other.call((call) -> agent.ask("x").length()));
            assertThat(provider.calls()).isEqualTo(3);
            assertThat(agent.other.result((call) -> agent.answer
                            .withFallback((failure) -> "four")
                            .call((inner) -> provider.ask("x"))
                            .length()))
                    .returns(Status.DEGRADED, AgentResult::status)
                    .returns(4, AgentResult::data);
        });
    }

    @Test
    void seesItsContext() {
        this.runner.run((context) -> {
            ResilientCall<String> answer = context.getBean(Agent.class).answer;
            assertThat(answer.call((call) -> call.name() + CallContext.current().name()))
                    .isEqualTo("answeranswer");
            assertThat(CallContext.find()).isEmpty();
        });
    }

    @Test
    void isMadeOnceWhereItIsSwitchedOff() {
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.enabled=false")
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    ResilientCall<String> answer =
                            context.getBean(Agent.class).answer.withFallback((failure) -> "busy");
                    provider.failNext(FailureKind.OVERLOADED);
                    assertThatExceptionOfType(Problem.class)
                            .isThrownBy(() -> answer.call((call) -> provider.ask(call.name())));
                    assertThat(provider.asked()).containsExactly("answer");
                });
    }

    @Test
    void isTheSameCallForTheSameNameAndType() {
        this.runner.run((context) -> {
            ResilientCalls calls = context.getBean(ResilientCalls.class);
            assertThat(calls.named("answer", String.class)).isSameAs(context.getBean(Agent.class).answer);
            assertThat(calls.named("answer", Integer.class)).isNotSameAs(context.getBean(Agent.class).answer);
        });
    }

    @Test
    void sharesSettingsAndLimitsWithAMethodOfItsName() {
        this.runner
                .withBean(Annotated.class)
                .withPropertyValues(
                        "resilient-agent.calls.answer.retry.max-attempts=2",
                        "resilient-agent.calls.answer.max-concurrent-calls=1")
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.outage(FailureKind.OVERLOADED);
                    assertThatExceptionOfType(Problem.class)
                            .isThrownBy(() -> context.getBean(Annotated.class).answer());
                    assertThatExceptionOfType(Problem.class)
                            .isThrownBy(() -> context.getBean(Agent.class).ask("x"));
                    assertThat(provider.calls()).isEqualTo(4);
                    provider.outage(null);
                    assertThatExceptionOfType(CallSaturatedException.class)
                            .isThrownBy(() -> context.getBean(Agent.class)
                                    .answer
                                    .call((call) ->
                                            context.getBean(Annotated.class).answer()));
                    assertThat(names(context)).containsExactly("answer", "other");
                });
    }

    @Test
    void answersWithGenericTypes() {
        this.runner.run((context) -> {
            ResilientCall<List<String>> list = context.getBean(ResilientCalls.class)
                    .named("list", new ParameterizedTypeReference<List<String>>() {}.getType());
            assertThat(list.call((call) -> List.of("a"))).containsExactly("a");
        });
    }

    @Test
    void takesBlankTextForAFailure() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            ResilientCall<String> answer = context.getBean(Agent.class).answer;
            assertThat(answer.call((call) -> (call.attempt() == 1) ? " " : provider.ask("x")))
                    .isEqualTo("answer to x");
        });
    }

    @Test
    void endsBeforeItsDeadline() {
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.deadline=10s")
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    assertThatExceptionOfType(Problem.class)
                            .isThrownBy(
                                    () -> context.getBean(Agent.class).answer.call((call) -> {
                                        this.time.advance(Duration.ofMillis(9_500));
                                        provider.failNext(FailureKind.OVERLOADED);
                                        return provider.ask("x");
                                    }));
                    assertThat(provider.calls()).isEqualTo(1);
                });
    }

    private static List<String> names(ApplicationContext context) {
        return context.getBean(CallCatalog.class).plans().stream()
                .map(CallPlan::name)
                .toList();
    }

    static class Agent {

        private final FakeProvider provider;

        private final ResilientCall<String> answer;

        private final ResilientCall<Integer> other;

        Agent(ResilientCalls calls, FakeProvider provider) {
            this.provider = provider;
            this.answer = calls.named("answer", String.class);
            this.other = calls.named("other", Integer.class);
        }

        String ask(String question) {
            return this.answer.call((call) -> this.provider.ask(question));
        }
    }

    static class Annotated {

        private final FakeProvider provider;

        Annotated(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall("answer")
        public String answer() {
            return this.provider.ask("annotated");
        }
    }

    static class Faq {

        public String search(Failure failure) {
            return "faq after " + failure.kind();
        }
    }
}
