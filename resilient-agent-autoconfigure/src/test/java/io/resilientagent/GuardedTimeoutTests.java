package io.resilientagent;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.engine.Workers;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.Stubborn;
import io.resilientagent.testing.StubbornBean;
import io.resilientagent.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.TaskDecorator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Methods that do not come back. What they wait for is released by the test, never by time. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GuardedTimeoutTests {

    private final ApplicationContextRunner runner = Guarded.byRealTime(Tool.class, Agent.class)
            .withPropertyValues(
                    "resilient-agent.calls.default.timeout=50ms", "resilient-agent.calls.default.retry.max-attempts=1");

    @Test
    void releasesTheCallerOfAMethodThatIgnoresInterrupts() {
        this.runner.run((context) -> {
            Workers workers = context.getBean(Workers.class);
            Stubborn work = context.getBean(Agent.class).next();
            assertThatExceptionOfType(CallTimeoutException.class)
                    .isThrownBy(() -> context.getBean(Agent.class).answer())
                    .withMessage("LLM call 'answer' exceeded its limit of 50ms")
                    .satisfies((timeout) -> assertThat(timeout.limit()).isEqualTo(Duration.ofMillis(50)));
            assertThat(workers.abandoned()).isEqualTo(1);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            work.release();
            work.awaitDone();
            awaitNoneAbandoned(workers);
            assertThat(work.interrupts()).isEqualTo(1);
        });
    }

    @Test
    void changesNothingWhenAnAbandonedAttemptAnswersAfterAll() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.chain.chain[0]=a/one",
                        "resilient-agent.calls.chain.chain[1].target=b/two",
                        "resilient-agent.calls.chain.chain[1].timeout=1h")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    Stubborn work = agent.next();
                    AgentResult<String> result = agent.chain();
                    assertThat(result.data()).isEqualTo("b/two answers");
                    CircuitSnapshot before = snapshot(context, "a/one");
                    work.release();
                    work.awaitDone();
                    awaitNoneAbandoned(context.getBean(Workers.class));
                    assertThat(agent.targetsSeen()).containsExactly("a/one then a/one");
                    CircuitSnapshot after = snapshot(context, "a/one");
                    assertThat(after.failuresByKind()).containsOnlyKeys(FailureKind.TIMEOUT);
                    assertThat(after.bufferedCalls())
                            .isEqualTo(before.bufferedCalls())
                            .isEqualTo(1);
                    assertThat(after.failedCalls()).isEqualTo(1);
                    assertThat(after.lateCalls()).isZero();
                    assertThat(snapshot(context, "b/two").failedCalls()).isZero();
                });
    }

    @Test
    void beginsNothingNewBelowAnAbandonedAttempt() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Stubborn work = agent.next();
            assertThat(agent.usesToolLater()).isEqualTo("busy");
            work.release();
            work.awaitDone();
            assertThat(agent.thrownInside()).isInstanceOf(CallCancelledException.class);
            assertThat(context.getBean(FakeProvider.class).calls()).isZero();
        });
    }

    @Test
    void endsTheInnerCallOfAnAbandonedAttemptToo() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.waiting-tool.timeout=1h",
                        "resilient-agent.calls.uses-waiting-tool.timeout=2s")
                .run((context) -> {
                    Stubborn work = context.getBean(Tool.class).next();
                    assertThat(context.getBean(Agent.class).usesWaitingTool()).isEqualTo("busy");
                    Await.until("the interrupt", () -> work.interrupts() > 0);
                    work.release();
                    awaitNoneAbandoned(context.getBean(Workers.class));
                });
    }

    @Test
    void tellsACallerThatWasInterruptedAndAsksNobodyElse() {
        this.runner
                .withPropertyValues("resilient-agent.calls.default.timeout=1h")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    Stubborn work = agent.next();
                    AtomicReference<Throwable> thrown = new AtomicReference<>();
                    AtomicReference<Boolean> flag = new AtomicReference<>();
                    Thread caller = new Thread(() -> {
                        try {
                            agent.usesToolLater();
                        } catch (Throwable ex) {
                            thrown.set(ex);
                        }
                        flag.set(Thread.currentThread().isInterrupted());
                    });
                    caller.start();
                    work.awaitBegun();
                    caller.interrupt();
                    caller.join();
                    assertThat(thrown.get())
                            .isInstanceOf(CallCancelledException.class)
                            .hasMessage("LLM call 'uses-tool-later' was cancelled: its caller was interrupted");
                    assertThat(flag.get()).isTrue();
                    assertThat(snapshot(context, "mine").failedCalls()).isZero();
                    assertThat(snapshot(context, "mine").ignoredCalls()).isEqualTo(1);
                    work.release();
                    awaitNoneAbandoned(context.getBean(Workers.class));
                });
    }

    @Test
    void tellsACallerThatWasInterruptedWhileItRanTheMethodItself() {
        this.runner.run((context) -> {
            Tool tool = context.getBean(Tool.class);
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CallCancelledException.class).isThrownBy(tool::interruptible);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(snapshot(context, "tool").failedCalls()).isZero();
        });
    }

    @Test
    void leavesNoFlagOnTheWorkerThatItInterrupted() {
        Queue<Boolean> flags = new ConcurrentLinkedQueue<>();
        TaskDecorator decorator = (task) -> () -> {
            task.run();
            flags.add(Thread.currentThread().isInterrupted());
        };
        this.runner.withBean(TaskDecorator.class, () -> decorator).run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Stubborn work = agent.next();
            assertThatExceptionOfType(CallTimeoutException.class).isThrownBy(agent::ignoresItsFlag);
            work.release();
            work.awaitDone();
            Await.until("the end of the worker's task", () -> !flags.isEmpty());
            assertThat(flags).containsExactly(false);
        });
    }

    @Test
    void beginsNoMoreAttemptsOnceTooManyAreAbandoned() {
        this.runner
                .withPropertyValues("resilient-agent.executor.max-abandoned=1")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    Stubborn work = agent.next();
                    assertThatExceptionOfType(CallTimeoutException.class).isThrownBy(agent::answer);
                    assertThatExceptionOfType(CallSaturatedException.class)
                            .isThrownBy(agent::answer)
                            .withMessageContaining("resilient-agent.executor.max-abandoned")
                            .satisfies((saturated) ->
                                    assertThat(saturated.failure().kind()).isEqualTo(FailureKind.SATURATED));
                    work.release();
                    awaitNoneAbandoned(context.getBean(Workers.class));
                    assertThat(agent.answer()).isEqualTo("answer");
                });
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void hasNoThreadForMoreThanItsPool() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.executor.max-threads=1", "resilient-agent.calls.default.timeout=1h")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    Stubborn work = agent.next();
                    Thread other = new Thread(agent::answer);
                    other.start();
                    work.awaitBegun();
                    assertThatExceptionOfType(CallSaturatedException.class)
                            .isThrownBy(agent::answer)
                            .withMessageContaining("resilient-agent.executor.max-threads");
                    work.release();
                    other.join();
                });
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void doesNotTakeWaitingForAThreadForAProvidersTimeout() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.executor.max-threads=1",
                        "resilient-agent.executor.queue-capacity=1",
                        "resilient-agent.calls.answer.timeout=1h",
                        "resilient-agent.calls.chain.chain=a/one")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    Stubborn work = agent.next();
                    Thread other = new Thread(agent::answer);
                    other.start();
                    work.awaitBegun();
                    AgentResult<String> result = agent.chain();
                    assertThat(result.reason()).isEqualTo(FailureKind.SATURATED);
                    assertThat(agent.targetsSeen()).isEmpty();
                    assertThat(snapshot(context, "a/one").failedCalls()).isZero();
                    work.release();
                    other.join();
                    assertThat(agent.targetsSeen()).isEmpty();
                });
    }

    @Test
    void failsTheCallAndKeepsNoLeaseWhenAnApplicationsDecoratorThrows() {
        TaskDecorator broken = (task) -> {
            throw new IllegalStateException("decorator");
        };
        this.runner.withBean(TaskDecorator.class, () -> broken).run((context) -> {
            assertThat(context.getBean(Agent.class).usesToolLater()).isEqualTo("busy");
            assertThat(snapshot(context, "mine").ignoredCalls()).isEqualTo(1);
        });
    }

    @Test
    void neitherHopsNorLimitsWithoutATimeout() {
        this.runner
                .withPropertyValues("resilient-agent.calls.thread.timeout=0")
                .run((context) ->
                        assertThat(context.getBean(Agent.class).thread()).isSameAs(Thread.currentThread()));
    }

    @Test
    void hopsWhereThereIsALimit() {
        this.runner
                .withPropertyValues("resilient-agent.calls.thread.timeout=1h")
                .run((context) -> assertThat(context.getBean(Agent.class).thread())
                        .isNotSameAs(Thread.currentThread())
                        .extracting(Thread::isDaemon)
                        .isEqualTo(true));
    }

    private static void awaitNoneAbandoned(Workers workers) {
        Await.until("the end of all abandoned workers", () -> workers.abandoned() == 0);
    }

    private static CircuitSnapshot snapshot(ApplicationContext context, String circuit) {
        return context.getBean(CircuitRegistry.class)
                .find(circuit)
                .orElseThrow()
                .snapshot(Ticker.system().nanos());
    }

    static class Tool extends StubbornBean {

        private final FakeProvider provider;

        Tool(FakeProvider provider) {
            this.provider = provider;
        }

        @CircuitGuarded("tool")
        @Fallback(text = "no tool")
        public String use() {
            return this.provider.ask("tool");
        }

        @CircuitGuarded("tool")
        public void interruptible() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @LlmCall("waiting-tool")
        public String useWaiting() {
            take().work();
            return "tool";
        }
    }

    static class Agent extends StubbornBean {

        private final Tool tool;

        private final Queue<String> targetsSeen = new ConcurrentLinkedQueue<>();

        private volatile Throwable thrownInside;

        Agent(Tool tool) {
            this.tool = tool;
        }

        @LlmCall("answer")
        public String answer() {
            Stubborn work = take();
            work.work();
            work.done();
            return "answer";
        }

        @LlmCall("ignores-its-flag")
        public String ignoresItsFlag() {
            Stubborn work = take();
            work.work();
            Thread.currentThread().interrupt();
            work.done();
            return "answer";
        }

        @LlmCall("chain")
        public AgentResult<String> chain() {
            Stubborn work = take();
            String before = CallContext.current().target().toString();
            work.work();
            if (work.interrupts() > 0) {
                this.targetsSeen.add(before + " then " + CallContext.current().target());
            }
            work.done();
            return AgentResult.success(before + " answers");
        }

        @LlmCall("uses-tool-later")
        @CircuitGuarded("mine")
        @Fallback(text = "busy")
        public String usesToolLater() {
            Stubborn work = take();
            work.work();
            try {
                return this.tool.use();
            } catch (RuntimeException ex) {
                this.thrownInside = ex;
                throw ex;
            } finally {
                work.done();
            }
        }

        @LlmCall("uses-waiting-tool")
        @Fallback(text = "busy")
        public String usesWaitingTool() {
            return this.tool.useWaiting();
        }

        @LlmCall("thread")
        public Thread thread() {
            return Thread.currentThread();
        }

        Queue<String> targetsSeen() {
            return this.targetsSeen;
        }

        Throwable thrownInside() {
            return this.thrownInside;
        }
    }
}
