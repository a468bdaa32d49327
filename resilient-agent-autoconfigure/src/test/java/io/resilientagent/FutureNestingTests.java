package io.resilientagent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Guarded calls inside the body of one that answers with a future; and whether every lease comes back. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FutureNestingTests {

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = Guarded.by(this.time, FutureAgent.class, Outer.class)
            .withPropertyValues(
                    "resilient-agent.calls.default.retry.delay=0",
                    "resilient-agent.calls.never.timeout=0",
                    "resilient-agent.calls.once.timeout=0");

    @Test
    void doesNotMultiplyTries() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            agent.failNext(FailureKind.OVERLOADED, FailureKind.OVERLOADED, FailureKind.OVERLOADED);
            assertThat(context.getBean(Outer.class).asks()).failsWithin(Duration.ofSeconds(30));
            assertThat(agent.tries()).hasSize(3);
        });
    }

    @Test
    void knowsAllFailuresOfInnerCallsThatRunAtTheSameTime() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            CompletableFuture<String> one = new CompletableFuture<>();
            CompletableFuture<String> two = new CompletableFuture<>();
            agent.next(() -> one, () -> two);
            CompletableFuture<String> answer = context.getBean(Outer.class).asksTwice();
            two.completeExceptionally(Problem.of(FailureKind.OVERLOADED));
            one.completeExceptionally(Problem.of(FailureKind.OVERLOADED));
            assertThat(answer).failsWithin(Duration.ofSeconds(30));
            assertThat(agent.tries()).hasSize(2);
        });
    }

    @Test
    void isDegradedWhereAnInnerCallWas() {
        this.runner.run((context) -> {
            context.getBean(FutureAgent.class).failNext(FailureKind.AUTHENTICATION);
            assertThat(context.getBean(Outer.class).summary().get())
                    .returns(Status.DEGRADED, AgentResult::status)
                    .returns("summary of busy", AgentResult::data)
                    .returns("Using fixed text: never: AUTHENTICATION", AgentResult::note);
        });
    }

    @Test
    void beginsNoNewTryBelowAnAttemptThatWasGivenUpOn() {
        this.runner.run((context) -> {
            FutureAgent agent = context.getBean(FutureAgent.class);
            CompletableFuture<String> inner = new CompletableFuture<>();
            agent.next(() -> inner);
            Outer outer = context.getBean(Outer.class);
            CompletableFuture<String> answer = outer.asks();
            answer.cancel(true);
            inner.completeExceptionally(Problem.of(FailureKind.OVERLOADED));
            assertThat(outer.inner()).failsWithin(Duration.ofSeconds(30));
            assertThat(agent.tries()).hasSize(1);
            assertThat(this.time.tasks()).isZero();
        });
    }

    @Test
    void settlesASharedCircuitOnce() {
        this.runner.run((context) -> {
            context.getBean(CircuitRegistry.class).force("own", CircuitState.OPEN, null);
            this.time.advance(Duration.ofSeconds(60));
            assertThat(context.getBean(Outer.class).shares().get()).isEqualTo("answer");
            assertThat(own(context).state()).isEqualTo(CircuitState.CLOSED);
            assertThat(own(context).notPermittedCalls()).isZero();
        });
    }

    /** A half-open circuit has one lease, so one that is lost is missed at once. */
    @ParameterizedTest
    @EnumSource
    void givesTheLeaseBack(Path path) {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.answer.max-concurrent-calls=1",
                        "resilient-agent.calls.answer.retry.max-attempts=1")
                .run((context) -> {
                    FutureAgent agent = context.getBean(FutureAgent.class);
                    context.getBean(CircuitRegistry.class).force("own", CircuitState.OPEN, null);
                    this.time.advance(Duration.ofSeconds(60));
                    CompletableFuture<String> inner = new CompletableFuture<>();
                    agent.next(() -> path.begin(inner));
                    CompletableFuture<String> answer = agent.answer();
                    path.end(inner, answer, this.time);
                    Await.until("the end", answer::isDone);
                    assertThat(own(context).state()).isEqualTo(path.after);
                    assertThat(this.time.tasks()).isZero();
                    if (path.after != CircuitState.OPEN) {
                        assertThat(agent.answer().get()).isEqualTo("answer");
                        assertThat(own(context).state()).isEqualTo(CircuitState.CLOSED);
                    }
                });
    }

    private CircuitSnapshot own(ApplicationContext context) {
        return context.getBean(CircuitRegistry.class).find("own").orElseThrow().snapshot(this.time.nanos());
    }

    enum Path {
        ANSWER(CircuitState.CLOSED) {
            @Override
            void end(CompletableFuture<String> inner, CompletableFuture<String> answer, ManualTime time) {
                inner.complete("answer");
            }
        },
        BLANK_ANSWER(CircuitState.OPEN) {
            @Override
            void end(CompletableFuture<String> inner, CompletableFuture<String> answer, ManualTime time) {
                inner.complete("");
            }
        },
        FAILURE(CircuitState.OPEN) {
            @Override
            void end(CompletableFuture<String> inner, CompletableFuture<String> answer, ManualTime time) {
                inner.completeExceptionally(Problem.of(FailureKind.OVERLOADED));
            }
        },
        ERROR(CircuitState.HALF_OPEN) {
            @Override
            void end(CompletableFuture<String> inner, CompletableFuture<String> answer, ManualTime time) {
                inner.completeExceptionally(new StackOverflowError());
            }
        },
        THROW(CircuitState.OPEN) {
            @Override
            CompletableFuture<String> begin(CompletableFuture<String> inner) {
                throw Problem.of(FailureKind.OVERLOADED);
            }
        },
        NO_FUTURE(CircuitState.HALF_OPEN) {
            @Override
            CompletableFuture<String> begin(CompletableFuture<String> inner) {
                return null;
            }
        },
        TIMEOUT(CircuitState.OPEN) {
            @Override
            void end(CompletableFuture<String> inner, CompletableFuture<String> answer, ManualTime time) {
                time.advance(Duration.ofSeconds(30));
            }
        },
        CANCELLED_BY_THE_CALLER(CircuitState.HALF_OPEN) {
            @Override
            void end(CompletableFuture<String> inner, CompletableFuture<String> answer, ManualTime time) {
                answer.cancel(true);
            }
        },
        CANCELLED_INSIDE(CircuitState.OPEN) {
            @Override
            void end(CompletableFuture<String> inner, CompletableFuture<String> answer, ManualTime time) {
                inner.cancel(true);
            }
        };

        private final CircuitState after;

        Path(CircuitState after) {
            this.after = after;
        }

        CompletableFuture<String> begin(CompletableFuture<String> inner) {
            return inner;
        }

        void end(CompletableFuture<String> inner, CompletableFuture<String> answer, ManualTime time) {}
    }

    static class Outer {

        private final FutureAgent agent;

        private volatile CompletableFuture<String> inner;

        Outer(FutureAgent agent) {
            this.agent = agent;
        }

        CompletableFuture<String> inner() {
            return this.inner;
        }

        @LlmCall("asks")
        public CompletableFuture<String> asks() throws Exception {
            this.inner = this.agent.stage().toCompletableFuture();
            return this.inner.thenApply((answer) -> answer);
        }

        @LlmCall("asks-twice")
        public CompletableFuture<String> asksTwice() throws Exception {
            return this.agent.once().thenCombine(this.agent.once(), String::concat);
        }

        @LlmCall("summary")
        public CompletableFuture<AgentResult<String>> summary() throws Exception {
            return this.agent.text().thenApply((answer) -> AgentResult.success("summary of " + answer));
        }

        @LlmCall("shares")
        @CircuitGuarded("own")
        public CompletableFuture<String> shares() throws Exception {
            return this.agent.answer();
        }
    }
}
