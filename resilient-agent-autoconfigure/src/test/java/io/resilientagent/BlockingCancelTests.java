package io.resilientagent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.engine.Workers;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Stubborn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Futures and publishers that do not return when they are cancelled. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BlockingCancelTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    private final Stubborn cancel = new Stubborn();

    private volatile CompletableFuture<String> returned;

    private volatile boolean requested;

    private final ApplicationContextRunner runner = Guarded.by(this.time, this.bodies, Agent.class)
            .withPropertyValues(
                    "resilient-agent.calls.default.retry.max-attempts=1",
                    "resilient-agent.calls.default.idle-timeout=1s",
                    "resilient-agent.calls.default.max-concurrent-calls=1");

    @AfterEach
    void release() {
        this.cancel.release();
    }

    @Test
    void timeoutOfAFuture() {
        timesOut(this::future, (agent) -> agent.future().join());
    }

    @Test
    void timeoutOfAMono() {
        timesOut(() -> this.<String>silent().next(), (agent) -> agent.mono().block(LIMIT));
    }

    @Test
    void timeoutOfAStreamBeforeItsBegin() {
        timesOut(this::silent, (agent) -> agent.flux().blockLast(LIMIT));
    }

    private void timesOut(Supplier<Object> body, Ask ask) {
        this.bodies.then(body::get).thenAnswer(null);
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> ask.of(agent));
            Await.until("the limit of a body that has answered", () -> this.time.tasks() == 1 && isFollowed());
            this.time.advance(LIMIT);
            assertThat(answer.join()).isEqualTo("busy");
            this.cancel.awaitBegun();
            assertThat(circuit(context).failuresByKind()).containsOnlyKeys(FailureKind.TIMEOUT);
            assertEndsAsAbandoned(context);
        });
    }

    @Test
    void timeoutBeforeARetry() {
        this.bodies.then(this::future).thenAnswer(CompletableFuture.completedFuture("second"));
        this.runner
                .withPropertyValues("resilient-agent.calls.default.retry.max-attempts=2")
                .run((context) -> {
                    CompletableFuture<String> answer =
                            context.getBean(Agent.class).future();
                    this.time.advance(LIMIT);
                    assertThat(answer.join()).isEqualTo("second");
                    this.cancel.awaitBegun();
                    assertEndsAsAbandoned(context);
                });
    }

    @Test
    void streamThatStalls() {
        this.bodies.then(() -> Flux.concat(Flux.just("a"), silent()));
        this.runner.run((context) -> {
            CompletableFuture<String> answer =
                    context.getBean(Agent.class).flux().last().toFuture();
            this.time.advance(Duration.ofSeconds(1));
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(answer::get)
                    .withCauseInstanceOf(CallTimeoutException.class);
            this.cancel.awaitBegun();
            assertEndsAsAbandoned(context);
        });
    }

    @Test
    void callerOfAFutureWhoGoes() {
        this.bodies.then(this::future).thenAnswer(CompletableFuture.completedFuture("next"));
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.future().cancel(true);
            assertThat(circuit(context).ignoredCalls()).isEqualTo(1);
            assertThat(agent.future().join()).isEqualTo("next");
            this.cancel.awaitBegun();
            assertEndsAsAbandoned(context);
        });
    }

    @Test
    void subscriberWhoGoesWaitsLikeAnyOtherButHoldsNothing() {
        this.bodies.then(this::silent).thenAnswer(Flux.just("next"));
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            CompletableFuture<Void> gone =
                    CompletableFuture.runAsync(agent.flux().subscribe()::dispose);
            this.cancel.awaitBegun();
            assertThat(circuit(context).ignoredCalls()).isEqualTo(1);
            assertThat(agent.flux().blockLast(LIMIT)).isEqualTo("next");
            assertThat(gone).isNotDone();
            this.cancel.release();
            gone.join();
        });
    }

    private void assertEndsAsAbandoned(ApplicationContext context) {
        Workers workers = context.getBean(Workers.class);
        assertThat(workers.abandoned()).isEqualTo(1);
        this.cancel.release();
        Await.until("the end of the worker", () -> workers.abandoned() == 0);
        assertThat(this.time.tasks()).isZero();
    }

    /** Whether somebody waits for what the body returned; before that there is nothing to cancel. */
    private boolean isFollowed() {
        CompletableFuture<String> future = this.returned;
        return this.requested || (future != null && future.getNumberOfDependents() > 0);
    }

    private CompletableFuture<String> future() {
        CompletableFuture<String> future = new CompletableFuture<>() {

            @Override
            public boolean cancel(boolean mayInterrupt) {
                BlockingCancelTests.this.cancel.work();
                return super.cancel(mayInterrupt);
            }
        };
        this.returned = future;
        return future;
    }

    private <T> Flux<T> silent() {
        return Flux.<T>never().doOnRequest((demand) -> this.requested = true).doOnCancel(this.cancel::work);
    }

    private CircuitSnapshot circuit(ApplicationContext context) {
        return context.getBean(CircuitRegistry.class).find("own").orElseThrow().snapshot(this.time.nanos());
    }

    /** Makes a call and waits for its answer. */
    @FunctionalInterface
    private interface Ask {

        String of(Agent agent);
    }

    @CircuitGuarded("own")
    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall("future")
        @Fallback(text = "busy")
        public CompletableFuture<String> future() {
            return this.bodies.run();
        }

        @LlmCall("mono")
        @Fallback(text = "busy")
        public Mono<String> mono() {
            return this.bodies.run();
        }

        @LlmCall("flux")
        @Fallback(text = "busy")
        public Flux<String> flux() {
            return this.bodies.run();
        }
    }
}
