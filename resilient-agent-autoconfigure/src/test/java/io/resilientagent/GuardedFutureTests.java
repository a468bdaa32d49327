package io.resilientagent;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.task.TaskDecorator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Methods that answer with a future: tries, fallbacks, threads. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GuardedFutureTests {

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner =
            Guarded.by(this.time, FutureAgent.class).withPropertyValues("resilient-agent.calls.default.retry.delay=0");

    @AfterEach
    void clear() {
        MDC.clear();
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void invokesTheMethodAgainOnEachTry() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.failNext(FailureKind.OVERLOADED, FailureKind.SERVER_ERROR);
            assertThat(agent.answer().get()).isEqualTo("answer");
            assertThat(agent.tries()).extracting(FutureAgent.Try::attempt).containsExactly(1, 2, 3);
            assertThat(agent.tries())
                    .extracting(FutureAgent.Try::callId)
                    .doesNotContainNull()
                    .containsOnly(agent.tries().get(0).callId());
        });
    }

    @Test
    void takesAThrowBeforeTheFutureExistsForAFailedTry() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.next(() -> {
                throw Problem.of(FailureKind.OVERLOADED);
            });
            assertThat(agent.stage().toCompletableFuture().get()).isEqualTo("answer");
            assertThat(agent.tries()).hasSize(2);
        });
    }

    @Test
    void takesNoFutureForAFailedTry() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.next(() -> null, () -> null);
            assertThat(agent.text().get()).isEqualTo("busy");
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> agent.answer().get())
                    .havingCause()
                    .isInstanceOf(NullPointerException.class)
                    .withMessage("Method of call 'answer' returned no future");
        });
    }

    @Test
    void waitsBetweenTwoTriesWithoutAThread() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.answer.retry.delay=1s", "resilient-agent.calls.answer.retry.jitter=0")
                .run((context) -> {
                    FutureAgent agent = context.getBean(FutureAgent.class);
                    agent.failNext(FailureKind.OVERLOADED);
                    CompletableFuture<String> answer = agent.answer();
                    this.time.advance(Duration.ofMillis(999));
                    assertThat(agent.tries()).hasSize(1);
                    assertThat(this.time.tasks()).isEqualTo(1);
                    this.time.advance(Duration.ofMillis(1));
                    assertThat(answer.get()).isEqualTo("answer");
                    assertThat(this.time.sleeps()).isEmpty();
                    assertThat(this.time.tasks()).isZero();
                });
    }

    @Test
    void failsWithTheLastExceptionAsItWas() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            Problem last = Problem.of(FailureKind.OVERLOADED);
            agent.failNext(FailureKind.SERVER_ERROR, FailureKind.SERVER_ERROR);
            agent.next(() -> CompletableFuture.<String>failedFuture(last).thenApply((answer) -> answer));
            assertThat(agent.answer().handle((value, thrown) -> thrown).get())
                    .isSameAs(last)
                    .hasSuppressedException(last.getSuppressed()[0]);
        });
    }

    @Test
    void makesResultsOptionalsAndNothing() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.failNext(FailureKind.OVERLOADED);
            AgentResult<String> result = agent.result().get();
            assertThat(result.status()).isEqualTo(Status.SUCCESS);
            assertThat(result.data()).isEqualTo("answer");
            assertThat(result.attempts()).isEqualTo(2);
            agent.failNext(FailureKind.AUTHENTICATION);
            assertThat(agent.result().get())
                    .returns(Status.FAILED, AgentResult::status)
                    .returns("The only route failed: result: AUTHENTICATION", AgentResult::note);
            assertThat(agent.optional().get()).isEqualTo(Optional.of("answer"));
            assertThat(agent.nothing().get()).isNull();
        });
    }

    @Test
    void rejectsABlankAnswer() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.next(() -> CompletableFuture.completedFuture(" "));
            assertThat(agent.answer().get()).isEqualTo("answer");
            assertThat(agent.tries()).hasSize(2);
        });
    }

    @Test
    void fallsBackToFuturesValuesAndText() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.failNext(FailureKind.AUTHENTICATION, FailureKind.QUOTA_EXHAUSTED, FailureKind.MODEL_NOT_FOUND);
            assertThat(agent.fallsBackToAFuture().get())
                    .returns(Status.DEGRADED, AgentResult::status)
                    .returns("later after AUTHENTICATION", AgentResult::data)
                    .returns("laterFallback", AgentResult::route);
            assertThat(agent.fallsBackToAValue().get()).isEqualTo("value after QUOTA_EXHAUSTED");
            assertThat(agent.text().get()).isEqualTo("busy");
        });
    }

    @Test
    void takesAFallbackWithoutAFutureForAFailedRoute() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.failNext(FailureKind.AUTHENTICATION);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> agent.fallsBackToNoFuture().get())
                    .havingCause()
                    .isInstanceOf(AllFallbacksFailedException.class);
        });
    }

    @Test
    void doesNotRepeatWhatMayNotBeRepeated() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.failNext(FailureKind.OVERLOADED, FailureKind.OVERLOADED);
            assertThat(agent.once()).failsWithin(Duration.ofSeconds(30));
            assertThat(agent.tool()).failsWithin(Duration.ofSeconds(30));
            assertThat(agent.tries()).hasSize(2);
        });
    }

    @Test
    void beginsNothingThatCouldNotEndBeforeTheDeadline() {
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.deadline=10s")
                .run((context) -> {
                    FutureAgent agent = context.getBean(FutureAgent.class);
                    agent.next(() -> {
                        this.time.advance(Duration.ofMillis(9_500));
                        return CompletableFuture.failedFuture(Problem.of(FailureKind.OVERLOADED));
                    });
                    assertThat(agent.answer()).failsWithin(Duration.ofSeconds(30));
                    assertThat(agent.tries()).hasSize(1);
                });
    }

    @Test
    void runsTheFirstTryOnItsCallersThreadAndLaterOnesOnWorkersWithItsContext() {
        this.runner.run((context) -> {
            MDC.put("order", "4711");
            LocaleContextHolder.setLocale(Locale.CANADA_FRENCH);
            FutureAgent agent = context.getBean(FutureAgent.class);
            CompletableFuture<String> first = new CompletableFuture<>();
            agent.next(() -> first);
            agent.failNext(FailureKind.SERVER_ERROR);
            CompletableFuture<String> answer = agent.answer();
            clear();
            Thread other = new Thread(() -> first.completeExceptionally(Problem.of(FailureKind.OVERLOADED)));
            other.start();
            assertThat(answer.get()).isEqualTo("answer");
            assertThat(agent.tries())
                    .extracting(FutureAgent.Try::order, FutureAgent.Try::locale)
                    .containsOnly(tuple("4711", Locale.CANADA_FRENCH));
            List<Thread> threads =
                    agent.tries().stream().map(FutureAgent.Try::thread).toList();
            assertThat(threads.get(0)).isSameAs(Thread.currentThread());
            assertThat(threads.subList(1, 3)).doesNotContain(Thread.currentThread(), other);
        });
    }

    @Test
    void beginsNoTryOnTheTimersThread() {
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.retry.delay=1s")
                .run((context) -> {
                    FutureAgent agent = context.getBean(FutureAgent.class);
                    agent.failNext(FailureKind.OVERLOADED);
                    CompletableFuture<String> answer = agent.answer();
                    CompletableFuture<Thread> told = answer.thenApply((value) -> Thread.currentThread());
                    Thread timer = new Thread(() -> this.time.advance(Duration.ofSeconds(2)));
                    timer.start();
                    assertThat(told.get()).isNotSameAs(timer);
                    assertThat(agent.tries().get(1).thread()).isNotSameAs(timer);
                });
    }

    @Test
    void knowsNoCallOnceItsBodyHasReturned() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.next(CompletableFuture::new);
            agent.answer();
            assertThat(CallContext.find()).isEmpty();
        });
    }

    @Test
    void needsNoWorkerForItsFallback() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.executor.max-abandoned=1",
                        "resilient-agent.calls.default.retry.max-attempts=2")
                .run((context) -> {
                    FutureAgent agent = context.getBean(FutureAgent.class);
                    CompletableFuture<String> never = new CompletableFuture<>();
                    agent.failNext(FailureKind.OVERLOADED);
                    agent.next(() -> {
                        CompletableFuture<String> interrupted = new CompletableFuture<>();
                        try {
                            never.get();
                        } catch (InterruptedException ex) {
                            never.join();
                        }
                        return interrupted;
                    });
                    CompletableFuture<String> stuck = agent.answer();
                    Await.until("the second try", () -> agent.tries().size() == 2);
                    this.time.advance(Duration.ofSeconds(30));
                    assertThat(stuck).failsWithin(Duration.ofSeconds(30));
                    agent.failNext(FailureKind.AUTHENTICATION);
                    assertThat(agent.fallsBackToAValue().get()).isEqualTo("value after AUTHENTICATION");
                    never.complete("released");
                });
    }

    @Test
    void failsATryWhoseContextCannotBeCarried() {
        TaskDecorator broken = (task) -> {
            throw new IllegalStateException("decorator");
        };
        this.runner.withBean(TaskDecorator.class, () -> broken).run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            assertThat(agent.answer().get()).isEqualTo("answer");
            agent.failNext(FailureKind.OVERLOADED);
            assertThat(agent.text().get()).isEqualTo("busy");
            assertThat(agent.tries()).hasSize(2);
        });
    }

    @Test
    void failsATryThatADecoratorDoesNotBegin() {
        TaskDecorator lazy = (task) -> () -> {};
        this.runner.withBean(TaskDecorator.class, () -> lazy).run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.failNext(FailureKind.OVERLOADED);
            assertThat(agent.text().get()).isEqualTo("busy");
            assertThat(this.time.tasks()).isZero();
        });
    }

    @Test
    void isOnlyInvokedWhereItIsSwitchedOff() {
        this.runner.withPropertyValues("resilient-agent.enabled=false").run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.failNext(FailureKind.OVERLOADED);
            assertThat(agent.text()).failsWithin(Duration.ofSeconds(30));
            assertThat(agent.tries()).hasSize(1);
        });
    }
}
