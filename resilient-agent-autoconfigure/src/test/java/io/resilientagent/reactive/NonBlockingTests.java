package io.resilientagent.reactive;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.resilientagent.CallTimeoutException;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Nothing blocks a thread that must not be blocked, such as an event loop. */
@Tag("blockhound")
class NonBlockingTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bodies bodies = new Bodies();

    private final ApplicationContextRunner runner = Guarded.byRealTime(this.bodies, Agent.class);

    @BeforeAll
    static void install() {
        BlockHound.install();
    }

    @Test
    void wouldNoticeAThreadThatIsBlocked() {
        Mono<Object> blocking = Mono.fromCallable(() -> {
                    new CountDownLatch(1).await(10, TimeUnit.SECONDS);
                    return "waited";
                })
                .subscribeOn(Schedulers.parallel())
                .cast(Object.class);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> blocking.block(PATIENCE))
                .withCauseInstanceOf(BlockingOperationError.class);
    }

    @Test
    void monoWithRetriesAndWaits() {
        this.bodies.then(failing()).then(failing()).then(() -> Mono.just("answer"));
        this.runner
                .withPropertyValues("resilient-agent.calls.default.retry.delay=1ms")
                .run((context) -> StepVerifier.create(
                                Mono.defer(() -> context.getBean(Agent.class).mono())
                                        .subscribeOn(Schedulers.parallel()))
                        .expectNext("answer")
                        .expectComplete()
                        .verify(PATIENCE));
    }

    @Test
    void monoWithATimeout() {
        this.bodies.then(Mono::never);
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.mono.timeout=1s", "resilient-agent.calls.mono.retry.max-attempts=1")
                .run((context) -> StepVerifier.create(
                                Mono.defer(() -> context.getBean(Agent.class).mono())
                                        .subscribeOn(Schedulers.parallel()))
                        .expectError(CallTimeoutException.class)
                        .verify(PATIENCE));
    }

    @Test
    void fluxWithARetryAndAFallback() {
        this.bodies.then(failing()).then(() -> Flux.range(0, 1_000).map(String::valueOf));
        this.bodies.then(() -> Flux.error(Problem.of(FailureKind.AUTHENTICATION)));
        this.runner.run((context) -> {
            Flux<String> stream =
                    Flux.defer(() -> context.getBean(Agent.class).flux()).subscribeOn(Schedulers.parallel());
            StepVerifier.create(stream.publishOn(Schedulers.parallel(), 4))
                    .expectNextCount(1_000)
                    .expectComplete()
                    .verify(PATIENCE);
            StepVerifier.create(stream).expectNext("busy").expectComplete().verify(PATIENCE);
        });
    }

    private static Callable<Mono<String>> failing() {
        return () -> Mono.error(Problem.of(FailureKind.OVERLOADED));
    }

    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall("mono")
        public Mono<String> mono() {
            return this.bodies.run();
        }

        @LlmCall("flux")
        @Fallback(text = "busy")
        public Flux<String> flux() {
            return Flux.from(this.bodies.<Publisher<String>>run());
        }
    }
}
