package io.resilientagent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/** Guarded calls inside a stream, before and after its first content. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class NestedStreamTests {

    private static final Problem OVERLOADED = Problem.of(FailureKind.OVERLOADED);

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    private final TestPublisher<String> source = TestPublisher.create();

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    /** What the stream around is made of. */
    private final Outer outer = new Outer();

    private final ApplicationContextRunner runner = Guarded.by(this.time, this.bodies, Inner.class)
            .withBean(Outer.class, () -> this.outer)
            .withPropertyValues("resilient-agent.calls.outer.deadline=10s");

    @Test
    void boundsCallsAfterTheFirstContentByWhatIsLeftOfTheStreamOnly() {
        List<Duration> remaining = new CopyOnWriteArrayList<>();
        this.bodies.then(() -> {
            remaining.add(CallContext.current().remaining());
            return Mono.just("answer");
        });
        this.runner
                .withPropertyValues("resilient-agent.calls.outer.max-stream-duration=50s")
                .run((context) -> {
                    Inner inner = context.getBean(Inner.class);
                    this.outer.stream = () -> this.source.flux().concatMap((item) -> inner.mono());
                    StepVerifier.create(context.getBean(Outer.class).flux())
                            .then(() -> this.source.next("a"))
                            .expectNext("answer")
                            .then(() -> this.time.advance(Duration.ofSeconds(30)))
                            .then(() -> this.source.next("b"))
                            .expectNext("answer")
                            .thenCancel()
                            .verify();
                });
        assertThat(remaining).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @Test
    void givesACallThatBeganBeforeTheFirstContentMoreTimeFromThenOn() {
        this.bodies.then(() -> Mono.never()).then(() -> Mono.just("late"));
        this.runner
                .withPropertyValues("resilient-agent.calls.inner-mono.timeout=9500ms")
                .run((context) -> {
                    Inner inner = context.getBean(Inner.class);
                    this.outer.stream = () -> Flux.merge(this.source.flux(), inner.mono());
                    StepVerifier.create(context.getBean(Outer.class).flux())
                            .then(() -> this.source.next("a"))
                            .expectNext("a")
                            .then(() -> this.time.advance(Duration.ofMillis(9_500)))
                            .expectNext("late")
                            .then(this.source::complete)
                            .verifyComplete();
                });
    }

    @Test
    void doesNotTryAgainWhatBrokeOffInsideBeforeItsOwnFirstContent() {
        this.bodies.then(() -> Flux.concat(Flux.just("a"), Mono.error(OVERLOADED)));
        this.runner.run((context) -> {
            Inner inner = context.getBean(Inner.class);
            this.outer.stream = () -> inner.flux().map((item) -> "");
            StepVerifier.create(context.getBean(Outer.class).flux()).verifyErrorMatches(OVERLOADED::equals);
            StepVerifier.create(context.getBean(Outer.class).withFallback())
                    .expectNext("busy")
                    .verifyComplete();
            assertThat(this.bodies.begun()).isEqualTo(2);
        });
    }

    @Test
    void doesNotTryAgainWhatTookTooLongInsideThoughNobodyWaitedForIt() {
        VirtualTimeScheduler stalled = VirtualTimeScheduler.create();
        this.bodies.then(this.source::flux);
        this.runner
                .withPropertyValues("resilient-agent.calls.inner-flux.max-stream-duration=3s")
                .run((context) -> {
                    Inner inner = context.getBean(Inner.class);
                    this.outer.stream = () -> inner.flux().publishOn(stalled, 1).map((item) -> "");
                    context.getBean(Outer.class).flux().subscribe((item) -> {}, this.failures::add);
                    this.source.next("a");
                    this.time.advance(Duration.ofSeconds(3));
                    Await.until("the end", () -> {
                        stalled.advanceTime();
                        return this.failures.size() + this.bodies.begun() > 1;
                    });
                    assertThat(this.failures)
                            .singleElement()
                            .satisfies((thrown) ->
                                    assertThat(thrown).hasMessage("LLM call 'inner-flux' exceeded its limit of 3s"));
                    assertThat(this.bodies.begun()).isEqualTo(1);
                });
    }

    @Test
    void beginsNothingBelowAStreamThatNobodyWantsAnyMore() {
        beginsNothingBelow(StepVerifier.Step::thenCancel);
    }

    @Test
    void beginsNothingBelowAnIdleStream() {
        beginsNothingBelow((stream) ->
                stream.then(() -> this.time.advance(Duration.ofSeconds(60))).expectError(CallTimeoutException.class));
    }

    @Test
    void beginsNothingBelowAStreamThatBrokeOff() {
        beginsNothingBelow(
                (stream) -> stream.then(() -> this.source.error(OVERLOADED)).expectError(Problem.class));
    }

    @Test
    void beginsNothingWhereAStreamIsToldOfItsEnd() {
        this.bodies.then(() -> Mono.just("answer"));
        this.runner.run((context) -> {
            Inner inner = context.getBean(Inner.class);
            this.outer.stream = () -> Flux.deferContextual((view) -> this.source
                    .flux()
                    .doOnCancel(() -> inner.mono().contextWrite(view).subscribe((x) -> {}, this.failures::add)));
            StepVerifier.create(context.getBean(Outer.class).flux())
                    .then(() -> this.source.next("a"))
                    .expectNext("a")
                    .thenCancel()
                    .verify();
            StepVerifier.create(context.getBean(Outer.class).flux())
                    .then(() -> this.source.next("a"))
                    .expectNext("a")
                    .then(() -> this.time.advance(Duration.ofSeconds(60)))
                    .verifyError(CallTimeoutException.class);
            Await.until("the calls inside", () -> this.failures.size() == 2);
            assertThat(this.failures).hasOnlyElementsOfType(CallCancelledException.class);
            assertThat(this.bodies.begun()).isZero();
        });
    }

    private void beginsNothingBelow(Function<StepVerifier.Step<String>, StepVerifier> end) {
        this.bodies.then(() -> Mono.error(OVERLOADED));
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.inner-mono.deadline=1h",
                        "resilient-agent.calls.inner-mono.retry.jitter=0",
                        "resilient-agent.calls.inner-mono.retry.delay=65s",
                        "resilient-agent.calls.inner-mono.retry.max-delay=65s")
                .run((context) -> {
                    Inner inner = context.getBean(Inner.class);
                    // A call that nobody cancels with the stream.
                    this.outer.stream = () -> this.source
                            .flux()
                            .transformDeferredContextual((items, view) -> items.doOnNext((item) -> {
                                if (item.equals("a")) {
                                    inner.mono().contextWrite(view).subscribe((x) -> {}, this.failures::add);
                                }
                            }));
                    end.apply(StepVerifier.create(context.getBean(Outer.class).flux())
                                    .then(() -> this.source.next("first", "a"))
                                    .expectNext("first", "a"))
                            .verify();
                    this.time.advance(Duration.ofSeconds(65));
                    Await.until("end of the call inside", () -> this.failures.size() == 1);
                    assertThat(this.failures.get(0)).isInstanceOf(CallCancelledException.class);
                    assertThat(this.bodies.begun()).isEqualTo(1);
                });
    }

    static class Inner {

        private final Bodies bodies;

        Inner(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall("inner-mono")
        public Mono<String> mono() {
            return this.bodies.run();
        }

        @LlmCall("inner-flux")
        public Flux<String> flux() {
            return this.bodies.run();
        }
    }

    static class Outer {

        private Supplier<Flux<String>> stream = Flux::never;

        @LlmCall("outer")
        public Flux<String> flux() {
            return this.stream.get();
        }

        @LlmCall("outer-with-fallback")
        @Fallback(text = "busy")
        public Flux<String> withFallback() {
            return this.stream.get();
        }
    }
}
