package io.resilientagent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class GuardedMonoTests {

    private static final Problem OVERLOADED = Problem.of(FailureKind.OVERLOADED);

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    private final ApplicationContextRunner runner = Guarded.by(this.time, this.bodies, Agent.class);

    @Test
    void doesNothingBeforeASubscriptionAndMakesACallForEach() {
        this.bodies.then(() -> Mono.just("answer"));
        run((agent) -> {
            Mono<String> answer = agent.answer("x");
            assertThat(this.bodies.begun()).isZero();
            StepVerifier.create(answer).expectNext("answer").verifyComplete();
            StepVerifier.create(answer).expectNext("answer").verifyComplete();
            assertThat(this.bodies.contexts().stream().map(CallContext::callId).distinct())
                    .hasSize(2);
        });
    }

    @Test
    void beginsTheMethodAgainForEachTry() {
        this.bodies.then(() -> Mono.error(OVERLOADED)).then(() -> Mono.error(OVERLOADED));
        this.bodies.then(() -> Mono.just("answer"));
        run((agent) -> {
            StepVerifier.create(agent.answer("x")).expectNext("answer").verifyComplete();
            assertThat(this.bodies.contexts().stream().map(CallContext::attempt))
                    .containsExactly(1, 2, 3);
            assertThat(this.bodies.contexts().stream().map(CallContext::callId).distinct())
                    .hasSize(1);
        });
    }

    @Test
    void runsTheFirstTryOnTheSubscribersThreadAndLaterOnesOnWorkers() {
        this.bodies.then(() -> Mono.error(OVERLOADED)).then(() -> Mono.just("answer"));
        run((agent) -> {
            StepVerifier.create(agent.answer("x")).expectNext("answer").verifyComplete();
            assertThat(this.bodies.threads().get(0)).isSameAs(Thread.currentThread());
            assertThat(this.bodies.threads().get(1).getName()).startsWith("resilient-agent-");
        });
    }

    @Test
    void countsWhatIsThrownBeforeThereIsAPublisher() {
        this.bodies.then(() -> {
            throw OVERLOADED;
        });
        this.bodies.then(() -> Mono.just("answer"));
        run((agent) -> {
            StepVerifier.create(agent.answer("x")).expectNext("answer").verifyComplete();
            assertThat(this.bodies.begun()).isEqualTo(2);
        });
    }

    @Test
    void takesNoPublisherForAFailure() {
        this.bodies.thenAnswer(null);
        run((agent) -> {
            StepVerifier.create(agent.answer("x"))
                    .expectErrorSatisfies((thrown) -> assertThat(thrown)
                            .isInstanceOf(NullPointerException.class)
                            .hasMessageContaining("returned no publisher"))
                    .verify();
            StepVerifier.create(agent.withMethod("x"))
                    .expectNext("fallback for x: UNKNOWN")
                    .verifyComplete();
        });
    }

    @Test
    void waitsBetweenTwoTries() {
        this.bodies.then(() -> Mono.error(OVERLOADED)).then(() -> Mono.just("answer"));
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.default.retry.delay=2s", "resilient-agent.calls.default.retry.jitter=0")
                .run((context) -> StepVerifier.create(
                                context.getBean(Agent.class).answer("x"))
                        .then(() -> this.time.advance(Duration.ofMillis(1999)))
                        .then(() -> assertThat(this.bodies.begun()).isEqualTo(1))
                        .then(() -> this.time.advance(Duration.ofMillis(1)))
                        .expectNext("answer")
                        .verifyComplete());
    }

    @Test
    void endsAnAttemptAtItsLimit() {
        AtomicInteger cancelled = new AtomicInteger();
        this.bodies.then(() -> Mono.never().doOnCancel(cancelled::incrementAndGet));
        run((agent) -> {
            StepVerifier.create(agent.once("x"))
                    .then(() -> this.time.advance(Duration.ofMillis(4999)))
                    .then(() -> assertThat(cancelled).hasValue(0))
                    .then(() -> this.time.advance(Duration.ofMillis(1)))
                    .expectErrorMessage("LLM call 'once' exceeded its limit of 5s")
                    .verify();
            Await.until("the end of the mono", () -> cancelled.get() == 1);
            assertThat(this.time.tasks()).isZero();
        });
    }

    @Test
    void limitsTheMethodToo() {
        this.bodies.then(() -> {
            this.time.advance(Duration.ofSeconds(5));
            return Mono.just("too late");
        });
        run((agent) -> StepVerifier.create(agent.once("x")).verifyError(CallTimeoutException.class));
    }

    @Test
    void goesOnAwayFromTheTimersThread() {
        this.bodies.then(Mono::never).then(() -> Mono.just("answer"));
        Thread timer = Thread.currentThread();
        run((agent) -> StepVerifier.create(agent.answer("x").map((answer) -> Thread.currentThread()))
                .then(() -> this.time.advance(Duration.ofSeconds(30)))
                .assertNext((thread) -> assertThat(thread).isNotSameAs(timer))
                .verifyComplete());
    }

    @Test
    void cancelsTheAttemptWithTheCall() {
        AtomicInteger cancelled = new AtomicInteger();
        this.bodies.then(() -> Mono.never().doOnCancel(cancelled::incrementAndGet));
        run((agent) -> {
            StepVerifier.create(agent.answer("x"))
                    .then(() -> assertThat(this.bodies.begun()).isEqualTo(1))
                    .thenCancel()
                    .verify();
            assertThat(cancelled).hasValue(1);
            assertThat(this.time.tasks()).isZero();
            assertThat(this.bodies.begun()).isEqualTo(1);
        });
    }

    @Test
    void beginsNothingOnceItsCallerIsGone() {
        this.bodies.then(Mono::never);
        run((agent) -> {
            StepVerifier.create(agent.answer("x")).thenCancel().verify();
            assertThat(this.bodies.begun()).isZero();
            assertThat(this.time.tasks()).isZero();
        });
    }

    @Test
    void cancelsAWaitWithTheCall() {
        this.bodies.then(() -> Mono.error(OVERLOADED));
        this.runner
                .withPropertyValues("resilient-agent.calls.default.retry.delay=1m")
                .withPropertyValues("resilient-agent.calls.default.deadline=1h")
                .run((context) -> {
                    StepVerifier.create(context.getBean(Agent.class).answer("x"))
                            .then(() -> assertThat(this.time.tasks()).isEqualTo(1))
                            .thenCancel()
                            .verify();
                    assertThat(this.time.tasks()).isZero();
                });
    }

    @Test
    void answersWithFallbacks() {
        this.bodies.then(() -> Mono.error(Problem.of(FailureKind.AUTHENTICATION)));
        run((agent) -> {
            StepVerifier.create(agent.withMono("x"))
                    .expectNext("mono for x: AUTHENTICATION")
                    .verifyComplete();
            StepVerifier.create(agent.withMethod("x"))
                    .expectNext("fallback for x: AUTHENTICATION")
                    .verifyComplete();
            StepVerifier.create(agent.withText("x"))
                    .assertNext((result) -> assertThat(result.status()).isEqualTo(Status.DEGRADED))
                    .verifyComplete();
        });
    }

    @Test
    void tellsWithAResultThatAllFailed() {
        this.bodies.then(() -> Mono.error(Problem.of(FailureKind.AUTHENTICATION)));
        run((agent) -> StepVerifier.create(agent.result("x"))
                .assertNext((result) -> {
                    assertThat(result.status()).isEqualTo(Status.FAILED);
                    assertThat(result.reason()).isEqualTo(FailureKind.AUTHENTICATION);
                })
                .verifyComplete());
    }

    @Test
    void takesOptionalsAndResultsOfTheMethod() {
        run((agent) -> {
            this.bodies.then(() -> Mono.just(AgentResult.success("good")));
            StepVerifier.create(agent.result("x").map(AgentResult::data))
                    .expectNext("good")
                    .verifyComplete();
            this.bodies.then(() -> Mono.just(Optional.of("some")));
            StepVerifier.create(agent.optional("x"))
                    .expectNext(Optional.of("some"))
                    .verifyComplete();
        });
    }

    @Test
    void rejectsNoTextAndBlankTextButNothingElse() {
        this.bodies.then(Mono::empty).then(() -> Mono.just(" ")).then(Mono::empty);
        run((agent) -> {
            StepVerifier.create(agent.answer("x")).verifyError(ResponseRejectedException.class);
            assertThat(this.bodies.begun()).isEqualTo(2);
            StepVerifier.create(agent.nothing("x")).verifyComplete();
            StepVerifier.create(agent.number("x")).verifyComplete();
            assertThat(this.bodies.begun()).isEqualTo(4);
        });
    }

    @Test
    void beginsNothingThatWouldEndAfterTheDeadline() {
        this.bodies.then(Mono::never);
        this.runner
                .withPropertyValues("resilient-agent.calls.default.deadline=40s")
                .run((context) -> {
                    StepVerifier.create(context.getBean(Agent.class).answer("x"))
                            .then(() -> this.time.advance(Duration.ofSeconds(30)))
                            .then(() -> Await.until("second try", () -> this.bodies.begun() == 2))
                            .then(() -> this.time.awaitTask(Duration.ofSeconds(10)))
                            .then(() -> this.time.advance(Duration.ofSeconds(10)))
                            .verifyError(CallTimeoutException.class);
                    assertThat(this.bodies.begun()).isEqualTo(2);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100000d"})
    void setsNoLimitOrOneFarAway(String timeout) {
        this.bodies.then(() -> Mono.just("answer"));
        this.runner
                .withPropertyValues("resilient-agent.calls.default.timeout=" + timeout)
                .run((context) -> StepVerifier.create(
                                context.getBean(Agent.class).answer("x"))
                        .expectNext("answer")
                        .verifyComplete());
        assertThat(this.time.tasks()).isZero();
    }

    @Test
    void opensTheCircuitAndLeavesTheProviderAlone() {
        this.bodies.then(() -> Mono.error(Problem.of(FailureKind.AUTHENTICATION)));
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            StepVerifier.create(agent.once("x")).verifyError(Problem.class);
            StepVerifier.create(agent.once("x")).verifyError(CircuitOpenException.class);
            assertThat(this.bodies.begun()).isEqualTo(1);
            assertThat(state(context, "a")).isEqualTo(CircuitState.OPEN);
        });
    }

    @Test
    void beginsNothingAgainThatMustNotBeRepeated() {
        this.bodies.then(() -> {
            CallContext.current().noRepeat();
            return Mono.error(OVERLOADED);
        });
        run((agent) -> {
            StepVerifier.create(agent.answer("x")).verifyError(Problem.class);
            assertThat(this.bodies.begun()).isEqualTo(1);
        });
    }

    @Test
    void passesThroughWhatIsSwitchedOff() {
        this.bodies.then(() -> Mono.error(OVERLOADED)).then(Mono::empty);
        this.runner.withPropertyValues("resilient-agent.enabled=false").run((context) -> {
            StepVerifier.create(context.getBean(Agent.class).answer("x")).verifyError(Problem.class);
            StepVerifier.create(context.getBean(Agent.class).answer("x")).verifyComplete();
        });
    }

    private void run(Consumer<Agent> test) {
        this.runner.run((context) -> test.accept(context.getBean(Agent.class)));
    }

    private static CircuitState state(ApplicationContext context, String circuit) {
        CircuitRegistry registry = context.getBean(CircuitRegistry.class);
        return registry.find(circuit)
                .orElseThrow()
                .state(context.getBean(ManualTime.class).nanos());
    }

    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall("answer")
        public Mono<String> answer(String question) {
            return this.bodies.run();
        }

        @LlmCall(value = "once", model = "a/one", timeout = "5s", maxAttempts = 1)
        public Mono<String> once(String question) {
            return this.bodies.run();
        }

        @LlmCall("with-method")
        @Fallback("plain")
        public Mono<String> withMethod(String question) {
            return this.bodies.run();
        }

        private String plain(String question, Failure failure) {
            return "fallback for " + question + ": " + failure.kind();
        }

        @LlmCall("with-mono")
        @Fallback("mono")
        public Mono<String> withMono(String question) {
            return this.bodies.run();
        }

        private Mono<String> mono(String question, Failure failure) {
            return Mono.just("mono for " + question + ": " + failure.kind());
        }

        @LlmCall("with-text")
        @Fallback(text = "We are busy.")
        public Mono<AgentResult<String>> withText(String question) {
            return this.bodies.run();
        }

        @LlmCall("result")
        public Mono<AgentResult<String>> result(String question) {
            return this.bodies.run();
        }

        @LlmCall("optional")
        public Mono<Optional<String>> optional(String question) {
            return this.bodies.run();
        }

        @LlmCall("nothing")
        public Mono<Void> nothing(String question) {
            return this.bodies.run();
        }

        @LlmCall("number")
        public Mono<Integer> number(String question) {
            return this.bodies.run();
        }
    }
}
