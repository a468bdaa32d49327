package io.resilientagent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/** An item of a stream that nobody will see is discarded, once: it may hold memory that somebody has to give back. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GuardedStreamDiscardTests {

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    /** Goes on after it was cancelled, and does not wait to be asked. */
    private final TestPublisher<Chunk> source = TestPublisher.createNoncompliant(
            TestPublisher.Violation.CLEANUP_ON_TERMINATE, TestPublisher.Violation.REQUEST_OVERFLOW);

    private final List<Integer> discarded = new CopyOnWriteArrayList<>();

    private final ApplicationContextRunner runner = Guarded.by(this.time, this.bodies, Agent.class, Chunks.class);

    @Test
    void heldItemsOfAnAttemptThatFails() {
        this.bodies.then(
                () -> Flux.concat(Flux.just(chunk(-1), chunk(-2)), Mono.error(Problem.of(FailureKind.OVERLOADED))));
        this.bodies.then(() -> Flux.just(chunk(-3), chunk(4)));
        this.runner.run((context) -> StepVerifier.create(stream(context.getBean(Agent.class)))
                .expectNext(chunk(-3), chunk(4))
                .verifyComplete());
        assertThat(this.discarded).containsExactly(-1, -2);
    }

    @Test
    void heldAndLateItemsOfAnAttemptThatTookTooLong() {
        this.bodies.then(this.source::flux).then(() -> Flux.just(chunk(9)));
        this.runner.run((context) -> StepVerifier.create(stream(context.getBean(Agent.class)))
                .then(() -> this.source.next(chunk(-1), chunk(-2)))
                .then(() -> this.time.advance(Duration.ofSeconds(30)))
                .expectNext(chunk(9))
                .expectComplete()
                .verifyThenAssertThat()
                .hasNotDroppedErrors());
        this.source.next(chunk(3));
        assertThat(this.discarded).containsExactly(-1, -2, 3);
    }

    @Test
    void heldAndLateItemsOfACallThatIsCancelled() {
        this.bodies.then(this.source::flux);
        this.runner.run((context) -> StepVerifier.create(stream(context.getBean(Agent.class)))
                .then(() -> this.source.next(chunk(-1), chunk(-2)))
                .thenCancel()
                .verify());
        this.source.next(chunk(3));
        assertThat(this.discarded).containsExactly(-1, -2, 3);
    }

    @Test
    void itemsThatItsSubscriberDidNotAskForBeforeItWent() {
        this.bodies.then(this.source::flux);
        this.runner.run((context) -> StepVerifier.create(stream(context.getBean(Agent.class)), 2)
                .then(() -> this.source.next(chunk(-1), chunk(2), chunk(3)))
                .expectNext(chunk(-1), chunk(2))
                .thenCancel()
                .verify());
        this.source.next(chunk(4));
        assertThat(this.discarded).containsExactly(3, 4);
    }

    @Test
    void itemsOfAStreamThatIsCutAtItsLongestDuration() {
        this.bodies.then(this.source::flux);
        this.runner.run((context) -> StepVerifier.create(stream(context.getBean(Agent.class)), 1)
                .then(() -> this.source.next(chunk(1), chunk(2)))
                .expectNext(chunk(1))
                .then(() -> this.time.advance(Duration.ofMinutes(15)))
                .verifyError(CallTimeoutException.class));
        Await.until("the item that nobody asked for", () -> this.discarded.size() == 1);
        this.source.next(chunk(3));
        assertThat(this.discarded).containsExactly(2, 3);
    }

    @Test
    void itemsOfAResultWhoseStreamNobodyTakes() {
        this.bodies.then(() -> Mono.just(AgentResult.success(this.source.flux())));
        this.runner.run((context) -> {
            StepVerifier.create(context.getBean(Agent.class)
                            .result()
                            .doOnDiscard(Chunk.class, (chunk) -> this.discarded.add(chunk.number())))
                    .then(() -> this.source.next(chunk(-1), chunk(2), chunk(3)))
                    .expectNextCount(1)
                    .verifyComplete();
            this.time.advance(Duration.ofMinutes(15));
            Await.until("the end of the stream", () -> this.discarded.size() == 3);
        });
        assertThat(this.discarded).containsExactly(-1, 2, 3);
    }

    @Test
    void nothingThatItsSubscriberSaw() {
        this.bodies.then(() -> Flux.just(chunk(-1), chunk(2), chunk(3)));
        this.runner.run((context) -> StepVerifier.create(stream(context.getBean(Agent.class)))
                .expectNextCount(3)
                .verifyComplete());
        assertThat(this.discarded).isEmpty();
    }

    private Flux<Chunk> stream(Agent agent) {
        return agent.stream().doOnDiscard(Chunk.class, (chunk) -> this.discarded.add(chunk.number()));
    }

    private static Chunk chunk(int number) {
        return new Chunk(number);
    }

    record Chunk(int number) {}

    static class Chunks implements StreamContent<Chunk> {

        @Override
        public Class<Chunk> type() {
            return Chunk.class;
        }

        @Override
        public boolean isContent(Chunk chunk) {
            return chunk.number() > 0;
        }
    }

    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall("stream")
        public Flux<Chunk> stream() {
            return this.bodies.run();
        }

        @LlmCall("result")
        public Mono<AgentResult<Flux<Chunk>>> result() {
            return this.bodies.run();
        }
    }
}
