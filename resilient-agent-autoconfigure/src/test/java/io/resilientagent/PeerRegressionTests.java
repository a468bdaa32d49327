package io.resilientagent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What was found broken in other libraries, through our annotations. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PeerRegressionTests {

    private static final int THREADS = 16;

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = Guarded.by(this.time, Agent.class);

    private final Logger calls = (Logger) LoggerFactory.getLogger("io.resilientagent.calls");

    /** Each degraded answer is a line of the log, and here are thousands. */
    @BeforeEach
    void silence() {
        this.calls.setLevel(Level.ERROR);
    }

    @AfterEach
    void speak() {
        this.calls.setLevel(null);
    }

    /** There, the permit of a probe that died of an error never came back, and the circuit rejected for ever. */
    @Test
    void closesAgainAfterAnErrorWhileHalfOpen() {
        this.runner
                .withPropertyValues("resilient-agent.circuits.tool.permitted-number-of-calls-in-half-open-state=3")
                .run((context) -> {
                    halfOpen(context, "tool");
                    Agent agent = context.getBean(Agent.class);
                    context.getBean(FakeProvider.class).failNext(new NoClassDefFoundError("com/acme/Missing"));
                    assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(agent::tool);
                    assertThat(state(context, "tool")).isEqualTo(CircuitState.HALF_OPEN);
                    for (int i = 0; i < 3; i++) {
                        agent.tool();
                    }
                    assertThat(state(context, "tool")).isEqualTo(CircuitState.CLOSED);
                });
    }

    /** There, calls that had begun before the circuit opened closed it while the probe was still running. */
    @Test
    void doesNotCloseOnAnswersToCallsThatBeganBeforeItOpened() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            List<Thread> old = IntStream.range(0, 3)
                    .mapToObj((i) -> start(() -> agent.waits("old")))
                    .toList();
            agent.await("old");
            halfOpen(context, "slow");
            Thread probe = start(() -> agent.waits("probe"));
            agent.await("probe");
            agent.release("old");
            for (Thread thread : old) {
                thread.join();
            }
            assertThat(state(context, "slow")).isEqualTo(CircuitState.HALF_OPEN);
            assertThat(context.getBean(CircuitRegistry.class)
                            .find("slow")
                            .orElseThrow()
                            .snapshot(this.time.nanos())
                            .lateCalls())
                    .isEqualTo(3);
            agent.release("probe");
            probe.join();
            assertThat(state(context, "slow")).isEqualTo(CircuitState.CLOSED);
        });
    }

    /** There, callers of a private fallback met while its accessibility was being toggled, and were refused. */
    @Test
    void letsManyThreadsIntoAPrivateFallbackAtOnce() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Queue<Object> wrong = inParallel(2_000, (question) -> {
                String answer = agent.hidden(question);
                return answer.equals("private answer to " + question) ? null : answer;
            });
            assertThat(wrong).isEmpty();
        });
    }

    /** There, the answer of the first caller's fallback was kept for all. */
    @Test
    void answersEachCallerFromItsOwnArguments() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Queue<Object> wrong = inParallel(500, (question) -> {
                String answer = agent.visible(question, new StringBuilder(question));
                return answer.equals("fallback for " + question + " and " + question) ? null : answer;
            });
            assertThat(wrong).isEmpty();
        });
    }

    /** There, a fallback on the circuit hid the failure from the retry around it, and the target was called once. */
    @Test
    void triesAgainBeforeItFallsBackWhereThereIsACircuitToo() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.OVERLOADED, FailureKind.OVERLOADED);
            assertThat(agent.all("x")).isEqualTo("answer to x");
            assertThat(provider.calls()).isEqualTo(3);
            provider.outage(FailureKind.OVERLOADED);
            assertThat(agent.all("y")).isEqualTo("busy");
            assertThat(provider.calls()).isEqualTo(6);
        });
    }

    private static Queue<Object> inParallel(int callsEach, Check check) throws InterruptedException {
        Queue<Object> wrong = new ConcurrentLinkedQueue<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            threads.add(start(() -> {
                start.await();
                for (int call = 0; call < callsEach; call++) {
                    try {
                        Object found = check.find(thread + "-" + call);
                        if (found != null) {
                            wrong.add(found);
                        }
                    } catch (Throwable ex) {
                        wrong.add(ex);
                    }
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return wrong;
    }

    private static Thread start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception ex) {
                throw new IllegalStateException(ex);
            }
        });
        thread.start();
        return thread;
    }

    private void halfOpen(ApplicationContext context, String circuit) {
        context.getBean(CircuitRegistry.class).force(circuit, CircuitState.OPEN, null);
        this.time.advance(Duration.ofSeconds(60));
        assertThat(state(context, circuit)).isEqualTo(CircuitState.HALF_OPEN);
    }

    private CircuitState state(ApplicationContext context, String circuit) {
        return context.getBean(CircuitRegistry.class)
                .find(circuit)
                .orElseThrow()
                .state(this.time.nanos());
    }

    private interface Task {

        void run() throws Exception;
    }

    private interface Check {

        Object find(String question) throws Exception;
    }

    static class Agent {

        private final CountDownLatch oldReleased = new CountDownLatch(1);

        private final CountDownLatch probeReleased = new CountDownLatch(1);

        private final CountDownLatch oldBegun = new CountDownLatch(3);

        private final CountDownLatch probeBegun = new CountDownLatch(1);

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        void await(String who) throws InterruptedException {
            (who.equals("old") ? this.oldBegun : this.probeBegun).await();
        }

        void release(String who) {
            (who.equals("old") ? this.oldReleased : this.probeReleased).countDown();
        }

        @CircuitGuarded("tool")
        public String tool() {
            return this.provider.ask("tool");
        }

        @CircuitGuarded("slow")
        public String waits(String who) throws InterruptedException {
            boolean old = who.equals("old");
            (old ? this.oldBegun : this.probeBegun).countDown();
            (old ? this.oldReleased : this.probeReleased).await();
            return who;
        }

        @Fallback("hiddenFallback")
        public String hidden(String question) {
            throw new UnsupportedOperationException(question);
        }

        private String hiddenFallback(String question) {
            return "private answer to " + question;
        }

        @Fallback("visibleFallback")
        public String visible(String question, StringBuilder more) {
            throw new UnsupportedOperationException(question);
        }

        public String visibleFallback(String question, StringBuilder more) {
            return "fallback for " + question + " and " + more;
        }

        @LlmCall("all")
        @CircuitGuarded("all")
        @Fallback(text = "busy")
        public String all(String question) {
            return this.provider.ask(question);
        }
    }
}
