package io.resilientagent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.engine.Workers;
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

/** Futures that never complete, methods that never return one, callers that do not wait. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FutureTimeoutTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = Guarded.by(this.time, FutureAgent.class)
            .withPropertyValues(
                    "resilient-agent.calls.default.retry.delay=0",
                    "resilient-agent.calls.default.retry.max-attempts=2",
                    "resilient-agent.calls.answer.max-concurrent-calls=1");

    @Test
    void givesUpOnAFutureThatNeverCompletes() {
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.retry.max-attempts=1")
                .run((context) -> {
                    FutureAgent agent = context.getBean(FutureAgent.class);
                    CompletableFuture<String> inner = new CompletableFuture<>();
                    agent.next(() -> inner);
                    CompletableFuture<String> answer = agent.answer();
                    this.time.advance(LIMIT.minusNanos(1));
                    assertThat(answer).isNotDone();
                    this.time.advance(Duration.ofNanos(1));
                    assertThat(thrownBy(answer))
                            .isInstanceOf(CallTimeoutException.class)
                            .hasMessage("LLM call 'answer' exceeded its limit of 30s");
                    Await.until("the end of the inner future", inner::isCancelled);
                    assertThat(own(context).failuresByKind()).containsOnlyKeys(FailureKind.TIMEOUT);
                    assertThat(agent.answer().get()).isEqualTo("answer");
                });
    }

    @Test
    void changesNothingWhenAFutureThatWasGivenUpOnCompletesAfterAll() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            CompletableFuture<String> inner = new CompletableFuture<>() {
                @Override
                public boolean cancel(boolean mayInterrupt) {
                    return false;
                }
            };
            agent.next(() -> inner);
            CompletableFuture<String> answer = agent.answer();
            this.time.advance(LIMIT);
            assertThat(answer.get()).isEqualTo("answer");
            inner.complete("late");
            assertThat(answer).isCompletedWithValue("answer");
            assertThat(own(context).bufferedCalls()).isEqualTo(2);
        });
    }

    @Test
    void releasesACallerWhoseMethodBlocksBeforeItReturnsItsFuture() throws InterruptedException {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            CountDownLatch begun = new CountDownLatch(1);
            agent.next(() -> {
                begun.countDown();
                new CountDownLatch(1).await();
                return new CompletableFuture<>();
            });
            AtomicReference<CompletableFuture<String>> answer = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                answer.set(call(agent));
                flag.set(Thread.currentThread().isInterrupted());
            });
            caller.start();
            begun.await();
            this.time.advance(LIMIT);
            caller.join();
            assertThat(flag.get()).isFalse();
            assertThat(answer.get().get()).isEqualTo("answer");
            assertThat(own(context).failuresByKind()).containsOnlyKeys(FailureKind.TIMEOUT);
            assertThat(context.getBean(Workers.class).abandoned()).isZero();
        });
    }

    @Test
    void countsWorkersThatDoNotComeBack() {
        this.runner.run((context) -> {
            Workers workers = context.getBean(Workers.class);
            FutureAgent agent = context.getBean(FutureAgent.class);
            Stubborn work = new Stubborn();
            agent.failNext(FailureKind.OVERLOADED);
            agent.next(() -> {
                work.work();
                return CompletableFuture.completedFuture("late");
            });
            CompletableFuture<String> answer = agent.answer();
            work.awaitBegun();
            this.time.advance(LIMIT);
            assertThat(thrownBy(answer)).isInstanceOf(CallTimeoutException.class);
            assertThat(workers.abandoned()).isEqualTo(1);
            work.release();
            Await.until("the end of the worker", () -> workers.abandoned() == 0);
            assertThat(work.interrupts()).isEqualTo(1);
        });
    }

    @Test
    void asksTheNextTargetAfterATimeout() {
        this.runner
                .withPropertyValues("resilient-agent.calls.plain.chain=a/one,b/two")
                .run((context) -> {
                    FutureAgent agent = context.getBean(FutureAgent.class);
                    agent.next(CompletableFuture::new, CompletableFuture::new);
                    CompletableFuture<String> answer = agent.stage().toCompletableFuture();
                    this.time.advance(LIMIT);
                    Await.until("the second try", () -> agent.tries().size() == 2 && this.time.tasks() == 1);
                    this.time.advance(LIMIT);
                    assertThat(answer.get()).isEqualTo("answer");
                    assertThat(agent.tries())
                            .extracting(FutureAgent.Try::attempt)
                            .containsExactly(1, 2, 1);
                });
    }

    @Test
    void cancelsTheRunningFuture() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            CompletableFuture<String> inner = new CompletableFuture<>();
            agent.next(() -> inner);
            CompletableFuture<String> answer = agent.answer();
            answer.cancel(true);
            Await.until("the end of the inner future", inner::isCancelled);
            assertIsGone(context, agent);
        });
    }

    @Test
    void isGoneAlsoWhereTheCallerCompletesTheFuture() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            CompletableFuture<String> failed = new CompletableFuture<>();
            agent.next(() -> failed);
            agent.answer().completeExceptionally(new IllegalStateException("mine"));
            Await.until("the end of the inner future", failed::isCancelled);
            CompletableFuture<String> completed = new CompletableFuture<>();
            agent.next(() -> completed);
            agent.answer().complete("mine");
            Await.until("the end of the inner future", completed::isCancelled);
            CompletableFuture<String> timed = new CompletableFuture<>();
            agent.next(() -> timed);
            assertThat(thrownBy(agent.answer().orTimeout(1, TimeUnit.NANOSECONDS)))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            Await.until("the end of the inner future", timed::isCancelled);
            Await.until("the end of the timer", () -> this.time.tasks() == 0);
            assertThat(own(context).failedCalls()).isZero();
            assertThat(own(context).ignoredCalls()).isEqualTo(3);
        });
    }

    @Test
    void givesUpOnAStageThatCannotBeCancelled() {
        this.runner
                .withPropertyValues("resilient-agent.calls.minimal.retry.max-attempts=1")
                .run((context) -> {
                    FutureAgent agent = context.getBean(FutureAgent.class);
                    agent.next(CompletableFuture::new, CompletableFuture::new);
                    CompletableFuture<String> late = agent.minimalStage().toCompletableFuture();
                    this.time.advance(LIMIT);
                    assertThat(thrownBy(late)).isInstanceOf(CallTimeoutException.class);
                    agent.minimalStage().toCompletableFuture().cancel(true);
                    assertThat(this.time.tasks()).isZero();
                    assertThat(own(context).failedCalls()).isEqualTo(1);
                    assertThat(own(context).ignoredCalls()).isEqualTo(1);
                });
    }

    @Test
    void cancelsAWait() {
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.retry.delay=1s")
                .run((context) -> {
                    FutureAgent agent = context.getBean(FutureAgent.class);
                    agent.failNext(FailureKind.OVERLOADED);
                    CompletableFuture<String> answer = agent.answer();
                    assertThat(this.time.tasks()).isEqualTo(1);
                    answer.cancel(false);
                    assertThat(this.time.tasks()).isZero();
                    this.time.advance(Duration.ofMinutes(1));
                    assertThat(agent.tries()).hasSize(1);
                });
    }

    @Test
    void interruptsAWorkerWhoseCallerIsGone() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            Stubborn work = new Stubborn();
            agent.failNext(FailureKind.OVERLOADED);
            agent.next(() -> {
                work.work();
                return CompletableFuture.failedFuture(Problem.of(FailureKind.OVERLOADED));
            });
            CompletableFuture<String> answer = agent.answer();
            work.awaitBegun();
            answer.cancel(true);
            Await.until("the interrupt", () -> work.interrupts() == 1);
            work.release();
            Await.until(
                    "the end of the worker",
                    () -> context.getBean(Workers.class).abandoned() == 0);
            assertThat(agent.tries()).hasSize(2);
            assertThat(own(context).ignoredCalls()).isEqualTo(1);
        });
    }

    @Test
    void asksNobodyElseForACallerThatWasInterrupted() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.next(() -> {
                new CountDownLatch(1).await();
                return new CompletableFuture<>();
            });
            Thread.currentThread().interrupt();
            CompletableFuture<String> answer = agent.answer();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrownBy(answer)).isInstanceOf(CallCancelledException.class);
            assertIsGone(context, agent);
        });
    }

    private void assertIsGone(ApplicationContext context, FutureAgent agent) throws Exception {
        assertThat(agent.tries()).hasSize(1);
        assertThat(this.time.tasks()).isZero();
        assertThat(own(context).failedCalls()).isZero();
        assertThat(own(context).ignoredCalls()).isEqualTo(1);
        assertThat(agent.answer().get()).as("there is room for another").isEqualTo("answer");
    }

    private static CompletableFuture<String> call(FutureAgent agent) {
        try {
            return agent.answer();
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static Throwable thrownBy(CompletableFuture<String> answer) {
        return answer.handle((value, thrown) -> thrown).join();
    }

    private CircuitSnapshot own(ApplicationContext context) {
        return context.getBean(CircuitRegistry.class).find("own").orElseThrow().snapshot(this.time.nanos());
    }
}
