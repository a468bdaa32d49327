package io.resilientagent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GuardedFutureTests {

    private static final Problem OVERLOADED = Problem.of(FailureKind.OVERLOADED);

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    private final ApplicationContextRunner runner = Guarded.by(this.time, Agent.class)
            .withBean(Bodies.class, () -> this.bodies)
            .withPropertyValues("resilient-agent.calls.default.retry.delay=0");

    @Test
    void beginsTheMethodAgainForEachTry() {
        this.bodies.then(() -> CompletableFuture.failedFuture(OVERLOADED));
        this.bodies.then(() -> {
            throw OVERLOADED;
        });
        this.bodies.then(() -> CompletableFuture.completedFuture("answer"));
        run((agent) -> {
            assertThat(get(agent.answer("x"))).isEqualTo("answer");
            assertThat(this.bodies.begun()).isEqualTo(3);
            assertThat(this.bodies.threads().get(0)).isSameAs(Thread.currentThread());
            assertThat(this.bodies.threads().get(1).getName()).startsWith("resilient-agent-");
        });
    }

    @Test
    void takesNoFutureForAFailure() {
        this.bodies.thenAnswer(null);
        run((agent) -> {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> get(agent.answer("x")))
                    .withCauseInstanceOf(NullPointerException.class)
                    .withMessageContaining("returned no future");
            assertThat(get(agent.withFallback("x").toCompletableFuture())).isEqualTo("fallback for x");
        });
    }

    @Test
    void endsAnAttemptAtItsLimit() {
        CompletableFuture<String> pending = new CompletableFuture<>();
        this.bodies.then(() -> pending).then(() -> CompletableFuture.completedFuture("answer"));
        run((agent) -> {
            CompletableFuture<String> answer = agent.answer("x");
            this.time.advance(Duration.ofMillis(29_999));
            assertThat(pending).isNotDone();
            this.time.advance(Duration.ofMillis(1));
            assertThat(get(answer)).isEqualTo("answer");
            assertThat(pending).isCancelled();
        });
    }

    @Test
    void cancelsTheAttemptWithTheCall() {
        CompletableFuture<String> pending = new CompletableFuture<>();
        this.bodies.then(() -> pending);
        run((agent) -> {
            agent.answer("x").cancel(true);
            assertThat(pending).isCancelled();
            assertThat(this.time.tasks()).isZero();
            assertThat(this.bodies.begun()).isEqualTo(1);
        });
    }

    @Test
    void rejectsBlankText() {
        this.bodies.then(() -> CompletableFuture.completedFuture(" "));
        run((agent) -> assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> get(agent.answer("x")))
                .withCauseInstanceOf(ResponseRejectedException.class));
    }

    private void run(ThrowingConsumer test) {
        this.runner.run((context) -> test.accept(context.getBean(Agent.class)));
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private interface ThrowingConsumer {

        void accept(Agent agent) throws Exception;
    }

    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall("answer")
        public CompletableFuture<String> answer(String question) {
            return this.bodies.run();
        }

        @LlmCall("with-fallback")
        @Fallback("plain")
        public CompletionStage<String> withFallback(String question) {
            return this.bodies.run();
        }

        private String plain(String question) {
            return "fallback for " + question;
        }
    }
}
