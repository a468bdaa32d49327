package io.resilientagent.reactive;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** Streams whose source, subscriber and canceller are on different threads. */
class StreamThreadsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Bodies bodies = new Bodies();

    private final ApplicationContextRunner runner = Guarded.byRealTime(this.bodies, Agent.class);

    @Test
    void keepsTheOrderAndLosesNothing() {
        this.bodies.then(() -> Flux.range(0, 100_000).publishOn(Schedulers.parallel(), 7));
        run((agent) -> StepVerifier.create(agent.numbers().publishOn(Schedulers.boundedElastic(), 3))
                .expectNextSequence(() -> IntStream.range(0, 100_000).iterator())
                .expectComplete()
                .verify(PATIENCE));
    }

    @Test
    void givesEverythingBackWheneverItIsCancelled() {
        AtomicInteger open = new AtomicInteger();
        this.bodies.then(() -> Flux.range(0, 50)
                .publishOn(Schedulers.parallel(), 1)
                .doOnSubscribe((subscription) -> open.incrementAndGet())
                .doFinally((signal) -> open.decrementAndGet()));
        this.runner
                .withPropertyValues("resilient-agent.calls.numbers.max-concurrent-calls=1")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    for (int i = 0; i < 2_000; i++) {
                        Disposable subscription = agent.numbers().subscribe();
                        for (int spins = i % 200; spins > 0; spins--) {
                            Thread.onSpinWait();
                        }
                        subscription.dispose();
                        Await.until("all streams are closed", () -> open.get() == 0);
                    }
                    StepVerifier.create(agent.numbers())
                            .expectNextCount(50)
                            .expectComplete()
                            .verify(PATIENCE);
                });
    }

    @Test
    void givesEverythingBackWheneverAMonoIsCancelled() {
        this.bodies.then(() -> (this.bodies.begun() % 3 == 0)
                ? Mono.just(1).publishOn(Schedulers.parallel())
                : Mono.error(Problem.of(FailureKind.OVERLOADED)));
        this.runner
                .withPropertyValues("resilient-agent.calls.number.max-concurrent-calls=1")
                .withPropertyValues("resilient-agent.calls.number.retry-budget.capacity=0")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    for (int i = 0; i < 2_000; i++) {
                        Disposable subscription = agent.number().subscribe((number) -> {}, (thrown) -> {});
                        for (int spins = i % 200; spins > 0; spins--) {
                            Thread.onSpinWait();
                        }
                        subscription.dispose();
                    }
                    Await.until("a place", () -> succeeds(agent));
                });
        assertThat(this.bodies.begun()).isPositive();
    }

    private static boolean succeeds(Agent agent) {
        return agent.number().onErrorComplete().blockOptional(PATIENCE).isPresent();
    }

    private void run(Consumer<Agent> test) {
        this.runner.run((context) -> test.accept(context.getBean(Agent.class)));
    }

    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall("numbers")
        public Flux<Integer> numbers() {
            return this.bodies.run();
        }

        @LlmCall("number")
        public Mono<Integer> number() {
            return this.bodies.run();
        }
    }
}
