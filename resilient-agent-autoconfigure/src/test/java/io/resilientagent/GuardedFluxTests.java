package io.resilientagent;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/** Up to its first content a stream is tried again and answered by others; nobody sees what came before. */
class GuardedFluxTests {

    private static final Problem OVERLOADED = Problem.of(FailureKind.OVERLOADED);

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    private final ApplicationContextRunner runner = Guarded.by(this.time, this.bodies, Agent.class);

    @Test
    void doesNothingBeforeASubscriptionAndMakesACallForEach() {
        this.bodies.then(() -> Flux.just("a", "b"));
        run((agent) -> {
            Flux<String> stream = agent.stream("x");
            assertThat(this.bodies.begun()).isZero();
            StepVerifier.create(stream).expectNext("a", "b").verifyComplete();
            StepVerifier.create(stream).expectNext("a", "b").verifyComplete();
            assertThat(this.bodies.begun()).isEqualTo(2);
        });
    }

    @Test
    void beginsTheMethodAgainAndDropsWhatWasHeld() {
        this.bodies.then(() -> Flux.concat(Flux.just("", ""), Mono.error(OVERLOADED)));
        this.bodies.then(() -> {
            throw OVERLOADED;
        });
        this.bodies.then(() -> Flux.just("", "a", "", "b"));
        run((agent) -> {
            StepVerifier.create(agent.stream("x")).expectNext("", "a", "", "b").verifyComplete();
            assertThat(this.bodies.contexts().stream().map(CallContext::attempt))
                    .containsExactly(1, 2, 3);
        });
    }

    @Test
    void neverBeginsAgainAfterTheFirstContent() {
        this.bodies.then(() -> Flux.concat(Flux.just("a"), Mono.error(OVERLOADED)));
        run((agent) -> {
            StepVerifier.create(agent.withFallback("x")).expectNext("a").verifyErrorMatches(OVERLOADED::equals);
            assertThat(this.bodies.begun()).isEqualTo(1);
        });
    }

    @Test
    void takesNoPublisherForAFailure() {
        this.bodies.thenAnswer(null);
        run((agent) -> {
            StepVerifier.create(agent.stream("x")).verifyError(NullPointerException.class);
            StepVerifier.create(agent.withFallback("x"))
                    .expectNext("other", "x")
                    .verifyComplete();
        });
    }

    @Test
    void holdsSixtyFourItemsAndGivesAllOutWithTheNext() {
        TestPublisher<String> source = TestPublisher.create();
        this.bodies.then(source::flux);
        run((agent) -> StepVerifier.create(agent.stream("x"))
                .then(() -> source.next("", Collections.nCopies(63, "").toArray(String[]::new)))
                .expectNoEvent(Duration.ofMillis(1))
                .then(() -> source.next(""))
                .expectNextCount(65)
                .thenCancel()
                .verify());
    }

    @Test
    void rejectsAStreamWithoutContent() {
        this.bodies.then(Flux::empty).then(() -> Flux.just("", "")).then(Flux::empty);
        run((agent) -> {
            StepVerifier.create(agent.stream("x")).verifyError(ResponseRejectedException.class);
            assertThat(this.bodies.begun()).isEqualTo(2);
            StepVerifier.create(agent.withFallback("x"))
                    .expectNext("other", "x")
                    .verifyComplete();
        });
    }

    @Test
    void letsAStreamBeEmptyWhereBlankAnswersAreFine() {
        this.bodies.then(Flux::empty).then(() -> Flux.just("", ""));
        run((agent) -> {
            StepVerifier.create(agent.tool("x")).verifyComplete();
            StepVerifier.create(agent.tool("x")).expectNext("", "").verifyComplete();
        });
    }

    @Test
    void answersWithFallbacks() {
        this.bodies.then(() -> Flux.error(Problem.of(FailureKind.AUTHENTICATION)));
        run((agent) -> {
            StepVerifier.create(agent.withFallback("x"))
                    .expectNext("other", "x")
                    .verifyComplete();
            StepVerifier.create(agent.withItem("x")).expectNext("one x").verifyComplete();
            StepVerifier.create(agent.withText("x")).expectNext("busy").verifyComplete();
            StepVerifier.create(agent.withNothing("x")).verifyComplete();
        });
    }

    @Test
    void limitsTheTimeToTheFirstContent() {
        AtomicInteger cancelled = new AtomicInteger();
        this.bodies.then(() -> Flux.concat(Flux.just("", ""), Flux.never()).doOnCancel(cancelled::incrementAndGet));
        this.bodies.then(() -> Flux.just("a"));
        this.runner
                .withPropertyValues("resilient-agent.calls.default.first-item-timeout=7s")
                .run((context) -> StepVerifier.create(context.getBean(Agent.class).stream("x"))
                        .then(() -> this.time.advance(Duration.ofMillis(6999)))
                        .then(() -> assertThat(cancelled).hasValue(0))
                        .then(() -> this.time.advance(Duration.ofMillis(1)))
                        .expectNext("a")
                        .verifyComplete());
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void endsTheDeadlineAtTheFirstContent() {
        TestPublisher<String> source = TestPublisher.create();
        this.bodies.then(source::flux);
        this.runner
                .withPropertyValues("resilient-agent.calls.default.deadline=10s")
                .run((context) -> StepVerifier.create(context.getBean(Agent.class).stream("x"))
                        .then(() -> source.next("a"))
                        .expectNext("a")
                        .then(() -> this.time.advance(Duration.ofSeconds(50)))
                        .then(() -> source.next("b").complete())
                        .expectNext("b")
                        .verifyComplete());
    }

    @Test
    void endsAStreamThatIsIdleWhileItsSubscriberWaits() {
        TestPublisher<String> source = TestPublisher.create();
        this.bodies.then(source::flux);
        run((agent) -> StepVerifier.create(agent.stream("x"))
                .then(() -> source.next("a"))
                .expectNext("a")
                .then(() -> this.time.advance(Duration.ofSeconds(59)))
                .then(() -> source.next("b"))
                .expectNext("b")
                .then(() -> this.time.advance(Duration.ofMillis(59_999)))
                .then(source::assertNotCancelled)
                .then(() -> this.time.advance(Duration.ofMillis(1)))
                .verifyErrorMessage("LLM call 'stream' exceeded its limit of 1m"));
        Await.untilHolds("the end of the source", source::assertCancelled);
        assertThat(this.time.tasks()).isZero();
    }

    @Test
    void letsAStreamIdleThatNobodyWaitsFor() {
        this.bodies.then(() -> Flux.just("a", "b"));
        run((agent) -> StepVerifier.create(agent.stream("x"), 1)
                .expectNext("a")
                .then(() -> this.time.advance(Duration.ofMinutes(10)))
                .thenRequest(1)
                .expectNext("b")
                .verifyComplete());
    }

    @Test
    void endsAStreamAtItsLongestDuration() {
        TestPublisher<String> source = TestPublisher.create();
        this.bodies.then(source::flux);
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.default.max-stream-duration=90s",
                        "resilient-agent.calls.default.idle-timeout=0")
                .run((context) -> StepVerifier.create(context.getBean(Agent.class).stream("x"))
                        .then(() -> this.time.advance(Duration.ofSeconds(20)))
                        .then(() -> source.next("a"))
                        .expectNext("a")
                        .then(() -> this.time.advance(Duration.ofMillis(69_999)))
                        .then(source::assertNotCancelled)
                        .then(() -> this.time.advance(Duration.ofMillis(1)))
                        .verifyError(CallTimeoutException.class));
    }

    @Test
    void asksForNoMoreThanItsSubscriberWants() {
        TestPublisher<String> source = TestPublisher.create();
        AtomicInteger asked = new AtomicInteger();
        this.bodies.then(() -> source.flux().doOnRequest((count) -> asked.addAndGet((int) count)));
        run((agent) -> StepVerifier.create(agent.stream("x"), 0)
                .expectSubscription()
                .then(() -> source.next("", "", "a"))
                .then(() -> assertThat(asked).hasValue(3))
                .thenRequest(2)
                .expectNext("", "")
                .then(() -> assertThat(asked).hasValue(3))
                .thenRequest(3)
                .expectNext("a")
                .then(() -> assertThat(asked).hasValue(5))
                .then(() -> source.next("b", "c").complete())
                .expectNext("b", "c")
                .verifyComplete());
    }

    @Test
    void keepsTheOrderOfAStreamThatAsksNobody() {
        this.bodies.then(() -> Flux.<String>create((sink) -> {
                    for (int i = 0; i < 500; i++) {
                        sink.next(String.valueOf(i));
                    }
                    sink.complete();
                })
                .onBackpressureBuffer());
        run((agent) -> StepVerifier.create(agent.stream("x").map(Integer::valueOf), 3)
                .expectNext(0, 1, 2)
                .thenRequest(100)
                .expectNextCount(100)
                .thenRequest(Long.MAX_VALUE)
                .expectNext(103)
                .expectNextCount(396)
                .verifyComplete());
    }

    @Test
    void cancelsTheAttemptWithTheCall() {
        TestPublisher<String> source = TestPublisher.create();
        this.bodies.then(source::flux);
        run((agent) -> {
            StepVerifier.create(agent.stream("x"))
                    .then(() -> source.next(""))
                    .thenCancel()
                    .verify();
            source.assertCancelled();
            assertThat(this.time.tasks()).isZero();
            assertThat(this.bodies.begun()).isEqualTo(1);
        });
    }

    @Test
    void asksTheApplicationWhatContentIs() {
        this.bodies.then(() -> Flux.concat(Flux.just(-1), Mono.error(OVERLOADED)));
        this.bodies.then(() -> Flux.just(-2, 3));
        this.runner
                .withBean(PositiveNumbers.class)
                .run((context) -> StepVerifier.create(
                                context.getBean(Agent.class).numbers("x"))
                        .expectNext(-2, 3)
                        .verifyComplete());
    }

    @Test
    void endsAnAttemptWhoseItemsNobodyCanJudge() {
        this.bodies.then(() -> Flux.just(0));
        this.runner
                .withBean(PositiveNumbers.class)
                .run((context) -> StepVerifier.create(
                                context.getBean(Agent.class).numbers("x"))
                        .verifyError(ArithmeticException.class));
    }

    private void run(Consumer<Agent> test) {
        this.runner.run((context) -> test.accept(context.getBean(Agent.class)));
    }

    static class PositiveNumbers implements StreamContent<Integer> {

        @Override
        public Class<Integer> type() {
            return Integer.class;
        }

        @Override
        public boolean isContent(Integer item) {
            return 1 / item > 0 || item > 0;
        }
    }

    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall("stream")
        public Flux<String> stream(String question) {
            return this.bodies.run();
        }

        @LlmCall("numbers")
        public Flux<Integer> numbers(String question) {
            return this.bodies.run();
        }

        @CircuitGuarded("tool")
        public Flux<String> tool(String question) {
            return this.bodies.run();
        }

        @LlmCall("with-fallback")
        @Fallback("other")
        public Flux<String> withFallback(String question) {
            return this.bodies.run();
        }

        private Flux<String> other(String question) {
            return Flux.just("other", question);
        }

        @LlmCall("with-item")
        @Fallback("item")
        public Flux<String> withItem(String question) {
            return this.bodies.run();
        }

        private String item(String question) {
            return "one " + question;
        }

        @LlmCall("with-text")
        @Fallback(text = "busy")
        public Flux<String> withText(String question) {
            return this.bodies.run();
        }

        @LlmCall("with-nothing")
        @Fallback("nothing")
        public Flux<String> withNothing(String question) {
            return this.bodies.run();
        }

        private Flux<String> nothing(String question) {
            return Flux.empty();
        }
    }
}
