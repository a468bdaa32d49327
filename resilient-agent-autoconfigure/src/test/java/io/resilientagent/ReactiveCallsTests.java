package io.resilientagent;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.plan.InvalidGuardException;
import io.resilientagent.reactive.ReactiveCallContext;
import io.resilientagent.reactive.ReactiveCalls;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Calls without annotations whose bodies answer with publishers: every behaviour once. */
class ReactiveCallsTests {

    private static final Problem OVERLOADED = Problem.of(FailureKind.OVERLOADED);

    private static final Problem DENIED = Problem.of(FailureKind.AUTHENTICATION);

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    private final TestPublisher<String> source = TestPublisher.create();

    private final ApplicationContextRunner runner = Guarded.by(this.time, this.bodies, ReactiveAgent.class);

    @Test
    void doesNothingBeforeASubscriptionAndMakesACallForEach() {
        this.bodies.then(() -> Mono.just("answer"));
        run((agent) -> {
            Mono<String> answer = agent.mono();
            assertThat(this.bodies.begun()).isZero();
            StepVerifier.create(answer).expectNext("answer").verifyComplete();
            StepVerifier.create(answer).expectNext("answer").verifyComplete();
            assertThat(this.bodies.contexts().stream().map(CallContext::callId).distinct())
                    .hasSize(2);
        });
    }

    @Test
    void runsTheBodyOfAMonoAgainOnEachTry() {
        this.bodies.then(() -> {
            throw OVERLOADED;
        });
        this.bodies.then(() -> Mono.error(OVERLOADED)).then(() -> Mono.just("answer"));
        run((agent) -> {
            StepVerifier.create(agent.mono()).expectNext("answer").verifyComplete();
            assertThat(this.bodies.contexts().stream().map(CallContext::attempt))
                    .as("a throw before there is a mono is a try")
                    .containsExactly(1, 2, 3);
        });
    }

    @Test
    void runsTheBodyOfAFluxAgainOnEachTry() {
        this.bodies.then(() -> {
            throw OVERLOADED;
        });
        this.bodies.then(() -> Flux.concat(Flux.just("", ""), Mono.error(OVERLOADED)));
        this.bodies.then(() -> Flux.just("", "a", "b"));
        run((agent) -> {
            StepVerifier.create(agent.flux()).expectNext("", "a", "b").verifyComplete();
            assertThat(this.bodies.contexts().stream().map(CallContext::attempt))
                    .containsExactly(1, 2, 3);
        });
    }

    @Test
    void neverBeginsAgainAfterTheFirstContent() {
        this.bodies.then(this.source::flux);
        run((agent) -> StepVerifier.create(agent.reactive.flux(
                        agent.answer.withFallback((failure) -> "busy"), (call) -> this.bodies.run()))
                .then(() -> this.source.next("a"))
                .expectNext("a")
                .then(() -> this.source.error(OVERLOADED))
                .verifyErrorMatches(OVERLOADED::equals));
        assertThat(this.bodies.begun()).isEqualTo(1);
    }

    @Test
    void endsAMonoAtTheLimitOfAnAnswerAndAFluxAtThatOfItsFirstItem() {
        this.bodies.then(Mono::never).then(Flux::never);
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.answer.retry.max-attempts=1",
                        "resilient-agent.calls.answer.timeout=5s",
                        "resilient-agent.calls.answer.first-item-timeout=2s")
                .run((context) -> {
                    ReactiveAgent agent = context.getBean(ReactiveAgent.class);
                    StepVerifier.create(agent.mono())
                            .then(() -> this.time.advance(Duration.ofSeconds(5)))
                            .verifyErrorMessage("LLM call 'answer' exceeded its limit of 5s");
                    StepVerifier.create(agent.flux())
                            .then(() -> this.time.advance(Duration.ofSeconds(2)))
                            .verifyErrorMessage("LLM call 'answer' exceeded its limit of 2s");
                });
    }

    @Test
    void endsAnIdleStream() {
        this.bodies.then(this.source::flux);
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.idle-timeout=3s")
                .run((context) -> StepVerifier.create(
                                context.getBean(ReactiveAgent.class).flux())
                        .then(() -> this.source.next("a"))
                        .expectNext("a")
                        .then(() -> this.time.advance(Duration.ofSeconds(3)))
                        .verifyErrorMessage("LLM call 'answer' exceeded its limit of 3s"));
        Await.untilHolds("the end of the source", this.source::assertCancelled);
    }

    @Test
    void cancelsTheAttemptWithTheCall() {
        this.bodies.then(this.source::mono).then(this.source::flux);
        run((agent) -> {
            StepVerifier.create(agent.mono())
                    .then(this.source::assertSubscribers)
                    .thenCancel()
                    .verify();
            this.source.assertNoSubscribers();
            StepVerifier.create(agent.flux())
                    .then(this.source::assertSubscribers)
                    .thenCancel()
                    .verify();
            this.source.assertNoSubscribers();
            assertThat(this.bodies.begun()).isEqualTo(2);
            assertThat(this.time.tasks()).isZero();
        });
    }

    @Test
    void answersWithFallbacksOfTheCode() {
        this.bodies.then(() -> Mono.error(DENIED)).then(() -> Flux.error(DENIED));
        run((agent) -> {
            ResilientCall<String> answer = agent.answer
                    .withFallback((failure) -> "later", FailureKind.OVERLOADED)
                    .withFallback((failure) -> "after " + failure.kind());
            StepVerifier.create(agent.reactive.mono(answer, (call) -> this.bodies.run()))
                    .expectNext("after AUTHENTICATION")
                    .verifyComplete();
            StepVerifier.create(agent.reactive.flux(answer, (call) -> this.bodies.run()))
                    .expectNext("after AUTHENTICATION")
                    .verifyComplete();
        });
    }

    @Test
    void answersWithConfiguredFallbacksInPlaceOfThoseOfTheCode() {
        this.bodies.then(() -> Mono.error(OVERLOADED));
        this.runner
                .withBean("faq", Faq.class)
                .withPropertyValues(
                        "resilient-agent.calls.answer.fallback[0].method=faq.search",
                        "resilient-agent.calls.answer.fallback[0].when=overloaded",
                        "resilient-agent.calls.answer.fallback[1].text=We are busy.")
                .run((context) -> {
                    ReactiveAgent agent = context.getBean(ReactiveAgent.class);
                    StepVerifier.create(agent.mono())
                            .expectNext("faq after OVERLOADED")
                            .verifyComplete();
                    StepVerifier.create(agent.flux())
                            .expectNext("faq after OVERLOADED")
                            .verifyComplete();
                    ResilientCall<String> answer = agent.answer.withFallback((failure) -> "of the code");
                    StepVerifier.create(agent.reactive.flux(answer, (call) -> Flux.error(DENIED)))
                            .expectNext("We are busy.")
                            .verifyComplete();
                });
    }

    @Test
    void answersWithResults() {
        this.bodies.then(() -> Mono.error(OVERLOADED)).then(() -> Mono.just("answer"));
        this.bodies.then(() -> Flux.error(OVERLOADED)).then(() -> Flux.just("", "a", "b"));
        run((agent) -> {
            StepVerifier.create(agent.monoResult())
                    .assertNext((result) -> assertThat(result)
                            .returns(Status.SUCCESS, AgentResult::status)
                            .returns("answer", AgentResult::data)
                            .returns(2, AgentResult::attempts))
                    .verifyComplete();
            StepVerifier.create(agent.fluxResult().flatMapMany((result) -> {
                        assertThat(result)
                                .returns(Status.SUCCESS, AgentResult::status)
                                .returns(2, AgentResult::attempts);
                        return result.data();
                    }))
                    .expectNext("", "a", "b")
                    .verifyComplete();
        });
    }

    @Test
    void answersWithDegradedResults() {
        run((agent) -> {
            ResilientCall<String> answer = agent.answer.withFallback((failure) -> "busy");
            StepVerifier.create(agent.reactive.monoResult(answer, (call) -> Mono.error(DENIED)))
                    .assertNext((result) -> assertThat(result)
                            .returns(Status.DEGRADED, AgentResult::status)
                            .returns("busy", AgentResult::data)
                            .returns("fallback", AgentResult::route))
                    .verifyComplete();
            StepVerifier.create(agent.reactive
                            .fluxResult(answer, (call) -> Flux.error(DENIED))
                            .flatMapMany(AgentResult::data))
                    .expectNext("busy")
                    .verifyComplete();
        });
    }

    @Test
    void failsWithResults() {
        this.bodies.then(() -> Mono.error(DENIED)).then(() -> Flux.error(DENIED));
        run((agent) -> {
            StepVerifier.create(agent.monoResult())
                    .assertNext((result) -> assertThat(result)
                            .returns(Status.FAILED, AgentResult::status)
                            .returns(FailureKind.AUTHENTICATION, AgentResult::reason))
                    .verifyComplete();
            StepVerifier.create(agent.fluxResult())
                    .assertNext((result) -> assertThat(result)
                            .returns(Status.FAILED, AgentResult::status)
                            .returns(null, AgentResult::data))
                    .verifyComplete();
        });
    }

    @Test
    void takesBlankTextAndStreamsWithoutContentForFailures() {
        this.bodies.then(() -> Mono.just(" ")).then(() -> Mono.just("answer"));
        this.bodies.then(Flux::empty).then(() -> Flux.just("a"));
        run((agent) -> {
            StepVerifier.create(agent.mono()).expectNext("answer").verifyComplete();
            StepVerifier.create(agent.flux()).expectNext("a").verifyComplete();
            assertThat(this.bodies.begun()).isEqualTo(4);
        });
    }

    @Test
    void asksTheTargetsOfTheChainAndUsesTheirCircuits() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.answer.chain=a/one,b/two",
                        "resilient-agent.calls.answer.retry.max-attempts=1")
                .run((context) -> {
                    ReactiveAgent agent = context.getBean(ReactiveAgent.class);
                    context.getBean(CircuitRegistry.class).force("a/one", CircuitState.OPEN, null);
                    StepVerifier.create(agent.reactive.flux(
                                    agent.answer,
                                    (call) -> Flux.just(call.target().toString())))
                            .expectNext("b/two")
                            .verifyComplete();
                });
    }

    @Test
    void knowsItsContextInTheBodyAndLaterInThePipeline() {
        run((agent) -> StepVerifier.create(agent.reactive.mono(
                        agent.answer,
                        (call) -> Mono.deferContextual((view) -> Mono.just(call.callId())
                                .filter(ReactiveCallContext.from(view).callId()::equals)
                                .map((same) -> call.name()))))
                .expectNext("answer")
                .verifyComplete());
    }

    @Test
    void isOneCallWhateverItIsDeliveredIn() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.answer.retry-budget.capacity=1",
                        "resilient-agent.calls.answer.retry-budget.refill=1h",
                        "resilient-agent.calls.answer.retry-budget.per-success=0")
                .run((context) -> {
                    ReactiveAgent agent = context.getBean(ReactiveAgent.class);
                    this.bodies.then(() -> Mono.error(OVERLOADED));
                    StepVerifier.create(agent.mono()).verifyErrorMatches(OVERLOADED::equals);
                    assertThat(this.bodies.begun()).isEqualTo(2);
                    StepVerifier.create(agent.flux()).verifyErrorMatches(OVERLOADED::equals);
                    assertThat(this.bodies.begun()).as("the budget is spent").isEqualTo(3);
                    assertThat(context.getBean(CallCatalog.class).plans()).hasSize(2);
                });
    }

    @Test
    void isMadeOnceWhereItIsSwitchedOff() {
        this.bodies.then(() -> Mono.error(OVERLOADED)).then(() -> Flux.error(OVERLOADED));
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.enabled=false")
                .run((context) -> {
                    ReactiveAgent agent = context.getBean(ReactiveAgent.class);
                    ResilientCall<String> answer = agent.answer.withFallback((failure) -> "busy");
                    StepVerifier.create(agent.reactive.mono(answer, (call) -> this.bodies.run()))
                            .verifyErrorMatches(OVERLOADED::equals);
                    StepVerifier.create(agent.reactive.flux(answer, (call) -> this.bodies.run()))
                            .verifyErrorMatches(OVERLOADED::equals);
                    assertThat(this.bodies.begun()).isEqualTo(2);
                });
    }

    @Test
    void refusesCallsThatItDoesNotKnow() {
        run((agent) -> {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> agent.reactive.mono(foreign(), (call) -> Mono.just("x")))
                    .withMessageContaining("$Proxy")
                    .withMessageContaining("make it with ResilientCalls.named(name, type)");
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> agent.reactive.flux(null, (call) -> Flux.just("x")));
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> agent.reactive.flux(agent.answer, null));
        });
    }

    @Test
    void streamsNoOptionals() {
        run((agent) -> assertThatExceptionOfType(InvalidGuardException.class)
                .isThrownBy(() -> agent.reactive.flux(agent.optional, (call) -> Flux.just(Optional.of(1))))
                .withMessageContaining("results are never nested"));
    }

    @Test
    void isAbsentWithoutReactor() {
        Guarded.by(this.time)
                .withClassLoader(new FilteredClassLoader(Mono.class))
                .run((context) ->
                        assertThat(context).hasSingleBean(ResilientCalls.class).doesNotHaveBean("reactiveCalls"));
        Guarded.by(this.time)
                .run((context) -> assertThat(context).hasBean("reactiveCalls").hasSingleBean(ReactiveCalls.class));
    }

    private void run(Consumer<ReactiveAgent> test) {
        this.runner.run((context) -> test.accept(context.getBean(ReactiveAgent.class)));
    }

    static class Faq {

        public String search(Failure failure) {
            return "faq after " + failure.kind();
        }
    }

    /** A call of somebody else. */
    @SuppressWarnings("unchecked")
    private static ResilientCall<String> foreign() {
        return (ResilientCall<String>) Proxy.newProxyInstance(
                ResilientCall.class.getClassLoader(), new Class<?>[] {ResilientCall.class}, (proxy, method, args) -> {
                    throw new UnsupportedOperationException();
                });
    }
}
