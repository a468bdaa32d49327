package io.resilientagent;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BiConsumer;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a stream does to circuits and limits, and the results that hold one. */
class GuardedStreamOutcomeTests {

    private static final Problem DENIED = Problem.of(FailureKind.AUTHENTICATION);

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    private final TestPublisher<String> source = TestPublisher.create();

    private final ApplicationContextRunner runner = Guarded.by(this.time, this.bodies, Agent.class);

    @Test
    void recordsTheResultAtTheEnd() {
        this.bodies.then(this.source::flux);
        run((context, agent) -> {
            StepVerifier.create(agent.stream("x"))
                    .then(() -> this.source.next("a"))
                    .expectNext("a")
                    .then(() -> assertThat(circuit(context).bufferedCalls()).isZero())
                    .then(this.source::complete)
                    .verifyComplete();
            assertThat(circuit(context).bufferedCalls()).isEqualTo(1);
            assertThat(circuit(context).failedCalls()).isZero();
        });
    }

    @Test
    void recordsAStreamThatWasCutAsAFailure() {
        this.bodies.then(() -> Flux.concat(Flux.just("a"), Mono.error(new UncheckedIOException(new EOFException()))));
        run((context, agent) -> {
            StepVerifier.create(agent.stream("x")).expectNext("a").verifyError(UncheckedIOException.class);
            assertThat(circuit(context).failuresByKind()).containsEntry(FailureKind.NETWORK, 1L);
        });
    }

    @Test
    void recordsAnIdleStreamAsAFailure() {
        this.bodies.then(this.source::flux);
        run((context, agent) -> {
            StepVerifier.create(agent.stream("x"))
                    .then(() -> this.source.next("a"))
                    .expectNext("a")
                    .then(() -> this.time.advance(Duration.ofSeconds(60)))
                    .verifyError(CallTimeoutException.class);
            assertThat(circuit(context).failuresByKind()).containsEntry(FailureKind.TIMEOUT, 1L);
        });
    }

    @Test
    void recordsAStreamWithoutContentAsAFailure() {
        this.bodies.then(Flux::empty);
        run((context, agent) -> {
            StepVerifier.create(agent.stream("x")).verifyError(ResponseRejectedException.class);
            assertThat(circuit(context).failuresByKind()).containsEntry(FailureKind.MALFORMED_RESPONSE, 2L);
        });
    }

    @Test
    void recordsNothingOfAStreamThatNobodyWantsAnyMore() {
        this.bodies.then(this.source::flux);
        run((context, agent) -> {
            StepVerifier.create(agent.stream("x"))
                    .then(() -> this.source.next("a"))
                    .expectNext("a")
                    .thenCancel()
                    .verify();
            this.source.assertCancelled();
            assertThat(circuit(context).bufferedCalls()).isZero();
            assertThat(this.time.tasks()).isZero();
        });
    }

    @Test
    void doesNotBlameTheProviderForASlowSubscriber() {
        this.bodies.then(() -> Flux.just("a", "b", "c"));
        run((context, agent) -> {
            StepVerifier.create(agent.stream("x"), 1)
                    .expectNext("a")
                    .then(() -> this.time.advance(Duration.ofMinutes(15)))
                    .verifyError(CallTimeoutException.class);
            assertThat(circuit(context).failedCalls()).isZero();
        });
    }

    @Test
    void closesACircuitAtTheFirstContent() {
        this.bodies.then(() -> Flux.error(DENIED)).then(this.source::flux);
        run((context, agent) -> {
            StepVerifier.create(agent.stream("x")).verifyError(Problem.class);
            assertThat(state(context, "a")).isEqualTo(CircuitState.OPEN);
            this.time.advance(Duration.ofMinutes(10));
            StepVerifier.create(agent.stream("x"))
                    .then(() -> assertThat(state(context, "a")).isEqualTo(CircuitState.HALF_OPEN))
                    .then(() -> this.source.next("a"))
                    .expectNext("a")
                    .then(() -> assertThat(state(context, "a")).isEqualTo(CircuitState.CLOSED))
                    .then(() -> this.source.error(DENIED))
                    .verifyError(Problem.class);
            assertThat(state(context, "a")).isEqualTo(CircuitState.CLOSED);
        });
    }

    @Test
    void holdsItsPlaceUntilTheEnd() {
        this.bodies.then(this.source::flux).then(() -> Flux.just("b"));
        this.runner
                .withPropertyValues("resilient-agent.calls.stream.max-concurrent-calls=1")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    StepVerifier.create(agent.stream("x"))
                            .then(() -> this.source.next("a"))
                            .expectNext("a")
                            .then(() ->
                                    StepVerifier.create(agent.stream("y")).verifyError(CallSaturatedException.class))
                            .then(this.source::complete)
                            .verifyComplete();
                    StepVerifier.create(agent.stream("z")).expectNext("b").verifyComplete();
                });
    }

    @Test
    void answersWithAResultAtTheFirstContent() {
        this.bodies.then(() -> Mono.just(AgentResult.success(this.source.flux())));
        run((context, agent) -> StepVerifier.create(agent.result("x").flatMapMany((result) -> {
                    assertThat(result.status()).isEqualTo(Status.SUCCESS);
                    return result.data();
                }))
                .then(() -> this.source.next(""))
                .expectNoEvent(Duration.ofMillis(1))
                .then(() -> this.source.next("a").complete())
                .expectNext("", "a")
                .verifyComplete());
    }

    @Test
    void beginsTheMethodOfAResultAgain() {
        this.bodies.then(() -> Mono.just(AgentResult.success(Flux.error(Problem.of(FailureKind.OVERLOADED)))));
        this.bodies.then(() -> Mono.error(Problem.of(FailureKind.OVERLOADED)));
        this.bodies.then(() -> Mono.just(AgentResult.success(Flux.just("a", "b"))));
        run((context, agent) -> StepVerifier.create(agent.result("x").flatMapMany((result) -> {
                    assertThat(result.attempts()).isEqualTo(3);
                    return result.data();
                }))
                .expectNext("a", "b")
                .verifyComplete());
    }

    @Test
    void tellsWithAResultWhoAnswered() {
        this.bodies.then(() -> Mono.error(DENIED));
        run((context, agent) -> {
            StepVerifier.create(agent.result("x"))
                    .assertNext((result) -> {
                        assertThat(result.status()).isEqualTo(Status.FAILED);
                        assertThat(result.data()).isNull();
                    })
                    .verifyComplete();
            StepVerifier.create(agent.resultOrText("x").flatMapMany((result) -> {
                        assertThat(result.status()).isEqualTo(Status.DEGRADED);
                        return result.data();
                    }))
                    .expectNext("busy")
                    .verifyComplete();
            StepVerifier.create(agent.resultOrOther("x").flatMapMany((result) -> {
                        assertThat(result.status()).isEqualTo(Status.DEGRADED);
                        return result.data();
                    }))
                    .expectNext("other")
                    .verifyComplete();
        });
    }

    @Test
    void takesAFailedOrMissingResultForAFailure() {
        this.bodies
                .then(() -> Mono.just(AgentResult.failed(FailureKind.OVERLOADED, "no")))
                .then(Mono::empty);
        run((context, agent) -> {
            StepVerifier.create(agent.result("x"))
                    .assertNext((result) -> assertThat(result.reason()).isEqualTo(FailureKind.OVERLOADED))
                    .verifyComplete();
            StepVerifier.create(agent.result("x"))
                    .assertNext((result) -> assertThat(result.reason()).isEqualTo(FailureKind.UNKNOWN))
                    .verifyComplete();
        });
    }

    @Test
    void cancelsTheStreamOfAResult() {
        this.bodies.then(() -> Mono.just(AgentResult.success(this.source.flux())));
        run((context, agent) -> {
            StepVerifier.create(agent.result("x"))
                    .then(() -> this.source.next(""))
                    .thenCancel()
                    .verify();
            this.source.assertCancelled();
        });
    }

    @Test
    void letsAStreamGoThatNobodyTakesOutOfItsResult() {
        this.bodies.then(() -> Mono.just(AgentResult.success(this.source.flux())));
        run((context, agent) -> {
            StepVerifier.create(agent.result("x"))
                    .then(() -> this.source.next("a"))
                    .assertNext((result) -> {
                        this.time.advance(Duration.ofMinutes(15));
                        assertThatExceptionOfType(CallTimeoutException.class)
                                .isThrownBy(() -> result.data().blockLast(Duration.ofSeconds(30)));
                        assertThatExceptionOfType(IllegalStateException.class)
                                .isThrownBy(() -> result.data().blockLast(Duration.ofSeconds(30)));
                    })
                    .verifyComplete();
            Await.untilHolds("the end of the source", this.source::assertCancelled);
        });
    }

    private void run(BiConsumer<ApplicationContext, Agent> test) {
        this.runner.run((context) -> test.accept(context, context.getBean(Agent.class)));
    }

    private CircuitSnapshot circuit(ApplicationContext context) {
        return context.getBean(CircuitRegistry.class)
                .find("a/one")
                .orElseThrow()
                .snapshot(this.time.nanos());
    }

    private CircuitState state(ApplicationContext context, String circuit) {
        return context.getBean(CircuitRegistry.class)
                .find(circuit)
                .orElseThrow()
                .state(this.time.nanos());
    }

    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall(value = "stream", model = "a/one")
        public Flux<String> stream(String question) {
            return this.bodies.run();
        }

        @LlmCall(value = "result", model = "a/two")
        public Mono<AgentResult<Flux<String>>> result(String question) {
            return this.bodies.run();
        }

        @LlmCall("result-or-text")
        @Fallback(text = "busy")
        public Mono<AgentResult<Flux<String>>> resultOrText(String question) {
            return this.bodies.run();
        }

        @LlmCall("result-or-other")
        @Fallback("other")
        public Mono<AgentResult<Flux<String>>> resultOrOther(String question) {
            return this.bodies.run();
        }

        private Flux<String> other(String question) {
            return Flux.just("other");
        }
    }
}
