package io.resilientagent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How an application tests its streams with time: beans of {@code Ticker} and {@code Timer} are the time of the guards,
 * Reactor's virtual time is that of the publishers, and a test lets both pass.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StreamTimeTests {

    private static final Problem OVERLOADED = Problem.of(FailureKind.OVERLOADED);

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    /** Until the publisher of the second try waits, in Reactor's time. */
    private final CountDownLatch waiting = new CountDownLatch(1);

    private final ApplicationContextRunner runner = Guarded.by(this.time, this.bodies, Agent.class)
            .withPropertyValues(
                    "resilient-agent.calls.default.retry.delay=2s", "resilient-agent.calls.default.retry.jitter=0");

    @Test
    void limitsTheFirstItemAndWaitsBeforeTheNextTry() {
        this.bodies.then(() -> Flux.just("a").delaySequence(Duration.ofSeconds(40)));
        this.bodies.then(() -> second(20).flux());
        this.runner.run((context) -> StepVerifier.withVirtualTime(() -> context.getBean(Agent.class).stream())
                .expectSubscription()
                .then(() -> this.time.advance(Duration.ofMillis(29_999)))
                .then(() -> assertThat(this.time.tasks()).as("the limit").isEqualTo(1))
                .then(() -> this.time.advance(Duration.ofMillis(1)))
                .then(() -> this.time.awaitTask(Duration.ofSeconds(2)))
                .then(() -> assertThat(this.bodies.begun()).isEqualTo(1))
                .then(() -> this.time.advance(Duration.ofSeconds(2)))
                .then(this::awaitSecondTry)
                .thenAwait(Duration.ofSeconds(20))
                .expectNext("b")
                .verifyComplete());
    }

    @Test
    void endsAnIdleStream() {
        this.bodies.then(() ->
                Flux.concat(Flux.just("a"), Mono.delay(Duration.ofSeconds(61)).map((zero) -> "late")));
        this.runner.run((context) -> StepVerifier.withVirtualTime(() -> context.getBean(Agent.class).stream())
                .expectNext("a")
                .then(() -> this.time.advance(Duration.ofMillis(59_999)))
                .thenAwait(Duration.ofMillis(59_999))
                .then(() -> this.time.advance(Duration.ofMillis(1)))
                .verifyErrorMessage("LLM call 'stream' exceeded its limit of 1m"));
    }

    @Test
    void endsAStreamAtItsLongestDuration() {
        this.bodies.then(() -> Flux.interval(Duration.ofSeconds(30)).map(String::valueOf));
        this.runner
                .withPropertyValues("resilient-agent.calls.stream.max-stream-duration=100s")
                .run((context) -> StepVerifier.withVirtualTime(() -> context.getBean(Agent.class).stream(), 10)
                        .expectSubscription()
                        .thenAwait(Duration.ofSeconds(30))
                        .expectNext("0")
                        .then(() -> this.time.advance(Duration.ofSeconds(50)))
                        .thenAwait(Duration.ofSeconds(30))
                        .expectNext("1")
                        .then(() -> this.time.advance(Duration.ofSeconds(50)))
                        .verifyErrorMessage("LLM call 'stream' exceeded its limit of 1m 40s"));
    }

    @Test
    void letsASubscriberTakeItsTime() {
        this.bodies.then(() ->
                Flux.interval(Duration.ofSeconds(1)).onBackpressureBuffer().map(String::valueOf));
        this.runner.run((context) -> StepVerifier.withVirtualTime(() -> context.getBean(Agent.class).stream(), 0)
                .expectSubscription()
                .thenAwait(Duration.ofSeconds(5))
                .then(() -> this.time.advance(Duration.ofMinutes(10)))
                .thenRequest(2)
                .expectNext("0", "1")
                .then(() -> this.time.advance(Duration.ofMinutes(4)))
                .thenRequest(3)
                .expectNext("2", "3", "4")
                .thenCancel()
                .verify());
        assertThat(this.time.tasks()).isZero();
    }

    @Test
    void waitsBeforeTheNextTryOfAMono() {
        this.bodies.then(() -> Mono.error(OVERLOADED)).then(() -> second(3));
        this.runner.run((context) -> StepVerifier.withVirtualTime(
                        () -> context.getBean(Agent.class).mono())
                .expectSubscription()
                .then(() -> this.time.advance(Duration.ofMillis(1_999)))
                .then(() -> assertThat(this.bodies.begun()).isEqualTo(1))
                .then(() -> this.time.advance(Duration.ofMillis(1)))
                .then(this::awaitSecondTry)
                .thenAwait(Duration.ofSeconds(3))
                .expectNext("b")
                .verifyComplete());
    }

    private Mono<String> second(int seconds) {
        Mono<String> delayed = Mono.delay(Duration.ofSeconds(seconds)).thenReturn("b");
        return Mono.from((subscriber) -> {
            delayed.subscribe(subscriber);
            this.waiting.countDown();
        });
    }

    /** It begins on a worker. */
    private void awaitSecondTry() {
        Await.until("the second try", () -> this.waiting.getCount() == 0);
    }

    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall("stream")
        public Flux<String> stream() {
            return this.bodies.run();
        }

        @LlmCall("mono")
        public Mono<String> mono() {
            return this.bodies.run();
        }
    }
}
