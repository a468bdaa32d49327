package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import io.resilientagent.CallContext;
import io.resilientagent.CallTimeoutException;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.AttemptObservation;
import io.resilientagent.engine.CallObservation;
import io.resilientagent.engine.CallObserver;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.CallStart;
import io.resilientagent.engine.Route;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Whoever observes a call may throw at any point; the call goes on as if nobody observed it. */
@ExtendWith(OutputCaptureExtension.class)
class ObservationFailureTests {

    enum Point {
        CALL_BEGINS,
        ATTEMPT_BEGINS,
        OPEN,
        CLOSE,
        CONTEXT,
        RECEIVED,
        ATTEMPT_ENDED,
        ATTEMPT_CANCELLED,
        LATE,
        CALL_ENDED,
        TOLD_CANCELLED
    }

    @ParameterizedTest
    @EnumSource
    void changesNothing(Point point, CapturedOutput output) {
        Observer observer = new Observer(point);
        Guarded.byRealTime(Agent.class)
                .withBean(Observer.class, () -> observer)
                .withPropertyValues("resilient-agent.calls.default.retry.delay=0")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    assertThat(agent.answer()).isEqualTo("answer");
                    assertThat(agent.busy()).isEqualTo("other");
                    assertThat(agent.mono().block(Duration.ofSeconds(30))).isEqualTo("answer");
                    assertThat(agent.flux().collectList().block(Duration.ofSeconds(30)))
                            .containsExactly("a", "b");
                    CompletableFuture<String> never = agent.never();
                    assertThat(never.cancel(true)).isTrue();
                    assertThatExceptionOfType(CallTimeoutException.class).isThrownBy(agent::late);
                    agent.release();
                    Await.until("what throws at " + point, () -> observer.reached.contains(point));
                    Await.until("the WARN", () -> output.getOut().contains("failed; calls go on"));
                });
        assertThat(output.getOut().split("failed; calls go on", -1)).hasSize(2);
    }

    static class Agent {

        private final CountDownLatch release = new CountDownLatch(1);

        @LlmCall("answer")
        public String answer() {
            return "answer";
        }

        @LlmCall("busy")
        @Fallback("other")
        public String busy() {
            throw Problem.of(FailureKind.OVERLOADED);
        }

        public String other() {
            return "other";
        }

        public void release() {
            this.release.countDown();
        }

        @LlmCall("mono")
        public Mono<String> mono() {
            return Mono.just("answer");
        }

        @LlmCall("flux")
        public Flux<String> flux() {
            return Flux.just("a", "b");
        }

        @LlmCall("never")
        public CompletableFuture<String> never() {
            return new CompletableFuture<>();
        }

        @LlmCall(name = "late", timeout = "20ms", maxAttempts = 1)
        public String late() {
            boolean released = false;
            while (!released) {
                try {
                    this.release.await();
                    released = true;
                } catch (InterruptedException ex) {
                    // a client that does not react to it
                }
            }
            return "too late";
        }
    }

    static class Observer implements CallObserver, CallObservation, AttemptObservation {

        private final Set<Point> reached = ConcurrentHashMap.newKeySet();

        private final Point point;

        Observer(Point point) {
            this.point = point;
        }

        private void reach(Point now) {
            this.reached.add(now);
            if (now == this.point) {
                throw new AssertionError(now.name());
            }
        }

        @Override
        public CallObservation callBegins(CallStart call) {
            reach(Point.CALL_BEGINS);
            return this;
        }

        @Override
        public AttemptObservation attemptBegins(Route route, CallContext attempt) {
            reach(Point.ATTEMPT_BEGINS);
            return this;
        }

        @Override
        public Scope open() {
            reach(Point.OPEN);
            return () -> reach(Point.CLOSE);
        }

        @Override
        public Map<Object, Object> context() {
            reach(Point.CONTEXT);
            return Map.of("key", "value");
        }

        @Override
        public void received(Object answer) {
            reach(Point.RECEIVED);
        }

        @Override
        public void ended(@Nullable Failure failure) {
            reach(Point.ATTEMPT_ENDED);
        }

        @Override
        public void cancelled() {
            reach(Point.ATTEMPT_CANCELLED);
        }

        @Override
        public void late(Object answer) {
            reach(Point.LATE);
        }

        @Override
        public void ended(CallOutcome outcome) {
            reach(Point.CALL_ENDED);
        }

        @Override
        public void attemptCancelled(CallPlan plan, TargetRoute target, long elapsed) {
            reach(Point.TOLD_CANCELLED);
        }
    }
}
