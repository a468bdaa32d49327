package io.resilientagent;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import io.resilientagent.testing.Stubborn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code timeout-mode: caller-thread}: no hop, only an interrupt at the limit. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CallerThreadTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime();

    private final CountDownLatch begun = new CountDownLatch(1);

    private final ApplicationContextRunner runner = Guarded.by(this.time, Agent.class)
            .withPropertyValues(
                    "resilient-agent.calls.default.timeout-mode=caller-thread",
                    "resilient-agent.calls.default.retry.delay=0",
                    "resilient-agent.calls.answer.retry.max-attempts=1",
                    "resilient-agent.calls.outer.timeout=20s",
                    "resilient-agent.calls.outer.retry.max-attempts=1");

    @Test
    void runsOnItsCallersThread() {
        this.runner.run((context) -> {
            AtomicReference<Thread> thread = new AtomicReference<>();
            Callable<String> body = () -> {
                thread.set(Thread.currentThread());
                return "answer";
            };
            assertThat(context.getBean(Agent.class).answer(body)).isEqualTo("answer");
            assertThat(thread.get()).isSameAs(Thread.currentThread());
            assertThat(this.time.tasks()).isZero();
        });
    }

    @Test
    void isInterruptedAtItsLimitAndLeavesNoFlag() {
        this.runner.run((context) -> {
            Outcome outcome = call(() -> context.getBean(Agent.class).answer(this::block), this::passLimit);
            assertThat(outcome.thrown())
                    .isInstanceOf(CallTimeoutException.class)
                    .hasMessage("LLM call 'answer' exceeded its limit of 30s");
            assertThat(outcome.flag()).isFalse();
            assertThat(own(context).failuresByKind()).containsOnlyKeys(FailureKind.TIMEOUT);
        });
    }

    @Test
    void leavesNoFlagAlsoWhereTheBodySetItAgain() {
        this.runner.run((context) -> {
            Callable<String> body = () -> {
                try {
                    return block();
                } catch (InterruptedException ex) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(ex);
                }
            };
            Outcome outcome = call(() -> context.getBean(Agent.class).answer(body), this::passLimit);
            assertThat(outcome.thrown()).isInstanceOf(CallTimeoutException.class);
            assertThat(outcome.flag()).isFalse();
        });
    }

    @Test
    void triesAgainAfterATimeout() {
        this.runner.run((context) -> {
            AtomicInteger tries = new AtomicInteger();
            Callable<String> body = () -> (tries.incrementAndGet() == 1) ? block() : "second";
            Outcome outcome = call(() -> context.getBean(Agent.class).busy(body), this::passLimit);
            assertThat(outcome.value()).isEqualTo("second");
            assertThat(outcome.flag()).isFalse();
        });
    }

    @Test
    void takesALateAnswerForAnAnswer() {
        this.runner.run((context) -> {
            Stubborn work = new Stubborn();
            Callable<String> body = () -> {
                this.begun.countDown();
                work.work();
                return "late";
            };
            Outcome outcome = call(() -> context.getBean(Agent.class).answer(body), (caller) -> {
                passLimit(caller);
                Await.until("the interrupt", () -> work.interrupts() == 1);
                work.release();
            });
            assertThat(outcome.value()).isEqualTo("late");
            assertThat(outcome.flag()).isFalse();
            assertThat(own(context).failedCalls()).isZero();
        });
    }

    @Test
    void failsAsUsualBeforeItsLimit() {
        this.runner.run((context) -> {
            Callable<String> body = () -> {
                this.begun.countDown();
                throw Problem.of(FailureKind.OVERLOADED);
            };
            Outcome outcome = call(() -> context.getBean(Agent.class).answer(body), (caller) -> {});
            assertThat(outcome.thrown()).isInstanceOf(Problem.class);
            assertThat(this.time.tasks()).isZero();
        });
    }

    @Test
    void isCancelledByARealInterrupt() {
        this.runner.run((context) -> {
            Outcome outcome = call(() -> context.getBean(Agent.class).busy(this::block), Thread::interrupt);
            assertThat(outcome.thrown()).isInstanceOf(CallCancelledException.class);
            assertThat(outcome.flag()).isTrue();
            assertThat(own(context).failedCalls()).isZero();
            assertThat(this.time.tasks()).isZero();
        });
    }

    @Test
    void keepsTheFlagOfARealInterruptThatTheBodyDidNotSee() {
        this.runner.run((context) -> {
            CountDownLatch late = new CountDownLatch(1);
            Callable<String> body = () -> {
                this.begun.countDown();
                while (late.getCount() > 0) {
                    Thread.onSpinWait();
                }
                throw new IllegalStateException("gave up");
            };
            Outcome outcome = call(() -> context.getBean(Agent.class).answer(body), (caller) -> {
                caller.interrupt();
                passLimit(caller);
                late.countDown();
            });
            assertThat(outcome.thrown()).isInstanceOf(CallTimeoutException.class);
            assertThat(outcome.flag()).isTrue();
        });
    }

    @Test
    void endsAnInnerCallTooAndLeavesNoFlag() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Outcome outcome = call(() -> agent.outer(() -> agent.answer(this::block)), this::passLimit);
            assertThat(outcome.thrown())
                    .isInstanceOf(CallTimeoutException.class)
                    .hasMessageContaining("'outer'");
            assertThat(outcome.flag()).isFalse();
        });
    }

    private String block() throws InterruptedException {
        this.begun.countDown();
        new CountDownLatch(1).await();
        return "never";
    }

    private void passLimit(Thread caller) {
        this.time.advance(LIMIT);
    }

    private Outcome call(Callable<String> call, Consumer<Thread> meanwhile) throws Exception {
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            String value = null;
            Throwable thrown = null;
            try {
                value = call.call();
            } catch (Throwable ex) {
                thrown = ex;
            }
            outcome.set(new Outcome(value, thrown, Thread.currentThread().isInterrupted()));
        });
        caller.start();
        this.begun.await();
        meanwhile.accept(caller);
        caller.join();
        return outcome.get();
    }

    private CircuitSnapshot own(ApplicationContext context) {
        return context.getBean(CircuitRegistry.class).find("own").orElseThrow().snapshot(this.time.nanos());
    }

    record Outcome(String value, Throwable thrown, boolean flag) {}

    static class Agent {

        @LlmCall("answer")
        @CircuitGuarded("own")
        public String answer(Callable<String> body) throws Exception {
            return body.call();
        }

        @LlmCall("busy")
        @CircuitGuarded("own")
        @Fallback(text = "busy")
        public String busy(Callable<String> body) throws Exception {
            return body.call();
        }

        @LlmCall("outer")
        public String outer(Callable<String> body) throws Exception {
            return body.call();
        }
    }
}
