package io.resilientagent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.reactive.ReactiveCallContext;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What a pipeline knows about its call, and guarded calls inside guarded calls. */
class NestedReactiveCallTests {

    private static final Problem OVERLOADED = Problem.of(FailureKind.OVERLOADED);

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    private final ApplicationContextRunner runner = Guarded.by(this.time, this.bodies, Inner.class, Outer.class);

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void knowsTheAttemptInTheMethodAndLaterInThePipeline() {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        this.bodies.then(() -> {
            seen.add(CallContext.current().attempt());
            return Mono.deferContextual((context) -> {
                int attempt = ReactiveCallContext.from(context).attempt();
                seen.add(attempt);
                return (attempt == 1) ? Mono.error(OVERLOADED) : Mono.just(context.get("user"));
            });
        });
        this.runner.run((context) -> StepVerifier.create(
                        context.getBean(Inner.class).mono("x").contextWrite((view) -> view.put("user", "ann")))
                .expectNext("ann")
                .verifyComplete());
        assertThat(seen).containsExactly(1, 1, 2, 2);
    }

    @Test
    void knowsTheAttemptInAStream() {
        this.bodies.then(() -> Flux.deferContextual(
                (context) -> Flux.just(ReactiveCallContext.from(context).name(), context.get("user"))));
        this.runner.run((context) -> StepVerifier.create(
                        context.getBean(Inner.class).flux("x").contextWrite((view) -> view.put("user", "ann")))
                .expectNext("inner-flux", "ann")
                .verifyComplete());
    }

    @Test
    void knowsNoAttemptOutsideOfAnyCall() {
        assertThat(ReactiveCallContext.find(Context.empty())).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> ReactiveCallContext.from(Context.empty()));
    }

    @Test
    void carriesWhatTheSubscribersThreadHeldToLaterTries() {
        List<String> orders = new CopyOnWriteArrayList<>();
        this.bodies.then(() -> {
            orders.add(MDC.get("order"));
            return (orders.size() == 1) ? Mono.error(OVERLOADED) : Mono.just("answer");
        });
        this.runner.run((context) -> {
            MDC.put("order", "4711");
            StepVerifier.create(context.getBean(Inner.class).mono("x"))
                    .expectNext("answer")
                    .verifyComplete();
        });
        assertThat(orders).containsExactly("4711", "4711");
    }

    @Test
    void doesNotTryAgainWhatAnInnerCallGaveUp() {
        this.bodies.then(() -> Mono.error(OVERLOADED));
        this.runner.run((context) -> {
            StepVerifier.create(context.getBean(Outer.class).mono("x")).verifyErrorMatches(OVERLOADED::equals);
            assertThat(this.bodies.begun()).isEqualTo(3);
        });
    }

    @Test
    void doesNotTryAgainAStreamThatBrokeOffInside() {
        this.bodies.then(() -> Flux.concat(Flux.just("a"), Mono.error(OVERLOADED)));
        this.runner.run((context) -> {
            StepVerifier.create(context.getBean(Outer.class).collected("x")).verifyErrorMatches(OVERLOADED::equals);
            assertThat(this.bodies.begun()).isEqualTo(1);
        });
    }

    @Test
    void givesAnInnerCallNoMoreTimeThanTheOuterHas() {
        List<Duration> remaining = new ArrayList<>();
        this.bodies.then(() -> {
            remaining.add(CallContext.current().remaining());
            return Mono.just("answer");
        });
        this.runner
                .withPropertyValues("resilient-agent.calls.outer-mono.timeout=10s")
                .run((context) -> StepVerifier.create(
                                context.getBean(Outer.class).mono("x"))
                        .expectNext("answer")
                        .verifyComplete());
        assertThat(remaining).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void beginsNothingBelowAnAttemptThatWasGivenUp() {
        this.bodies.then(() -> Mono.never());
        this.runner
                .withPropertyValues("resilient-agent.calls.outer-mono.timeout=10s")
                .withPropertyValues("resilient-agent.calls.outer-mono.retry.max-attempts=1")
                .run((context) -> StepVerifier.create(
                                context.getBean(Outer.class).mono("x"))
                        .then(() -> this.time.advance(Duration.ofSeconds(10)))
                        .verifyError(CallTimeoutException.class));
        assertThat(this.bodies.begun()).isEqualTo(1);
        assertThat(this.time.tasks()).isZero();
    }

    @Test
    void passesTheLeaseOfACircuitOn() {
        this.bodies.then(() -> Mono.error(Problem.of(FailureKind.NETWORK)));
        this.runner.run((context) -> {
            StepVerifier.create(context.getBean(Outer.class).guarded("x")).verifyError(Problem.class);
            assertThat(context.getBean(CircuitRegistry.class)
                            .find("shared")
                            .orElseThrow()
                            .snapshot(this.time.nanos())
                            .failedCalls())
                    .isEqualTo(1);
        });
    }

    @Test
    void saysThatAnInnerCallAnsweredDegraded() {
        this.bodies.then(() -> Mono.error(Problem.of(FailureKind.AUTHENTICATION)));
        this.runner.run((context) -> StepVerifier.create(
                        context.getBean(Outer.class).result("x"))
                .assertNext((result) -> {
                    assertThat(result.status()).isEqualTo(Status.DEGRADED);
                    assertThat(result.data()).isEqualTo("busy");
                    assertThat(result.note()).contains("fixed text");
                })
                .verifyComplete());
    }

    @Test
    void repeatsNoOuterCallAfterASideEffect() {
        this.bodies.then(() -> Mono.deferContextual((context) -> {
            ReactiveCallContext.from(context).noRepeat();
            return Mono.error(OVERLOADED);
        }));
        this.runner.run((context) -> {
            StepVerifier.create(context.getBean(Outer.class).mono("x")).verifyError(Problem.class);
            assertThat(this.bodies.begun()).isEqualTo(1);
        });
    }

    @Test
    void findsACallAroundItOnItsThread() {
        this.bodies.then(() -> Mono.error(OVERLOADED));
        this.runner.run((context) -> {
            StepVerifier.create(
                            Mono.fromCallable(() -> context.getBean(Outer.class).blocking("x")))
                    .verifyErrorMatches(OVERLOADED::equals);
            assertThat(this.bodies.begun()).isEqualTo(3);
        });
    }

    static class Inner {

        private final Bodies bodies;

        Inner(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall("inner-mono")
        public Mono<String> mono(String question) {
            return this.bodies.run();
        }

        @LlmCall("inner-flux")
        public Flux<String> flux(String question) {
            return this.bodies.run();
        }

        @LlmCall("inner-text")
        @Fallback(text = "busy")
        public Mono<String> text(String question) {
            return this.bodies.run();
        }

        @CircuitGuarded("shared")
        public Mono<String> guarded(String question) {
            return this.bodies.run();
        }
    }

    static class Outer {

        private final Inner inner;

        Outer(Inner inner) {
            this.inner = inner;
        }

        @LlmCall("outer-mono")
        public Mono<String> mono(String question) {
            return Mono.just(question).flatMap(this.inner::mono);
        }

        @LlmCall("outer-collected")
        public Mono<String> collected(String question) {
            return this.inner.flux(question).reduce(String::concat);
        }

        @LlmCall("outer-result")
        public Mono<AgentResult<String>> result(String question) {
            return this.inner.text(question).map(AgentResult::success);
        }

        @CircuitGuarded("shared")
        public Mono<String> guarded(String question) {
            return Mono.just(question).flatMap(this.inner::guarded);
        }

        @LlmCall(value = "outer-blocking", timeout = "0")
        public String blocking(String question) {
            return this.inner.mono(question).block();
        }
    }
}
