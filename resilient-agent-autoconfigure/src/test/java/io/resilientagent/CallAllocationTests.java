package io.resilientagent;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.ThreadMXBean;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.Problem;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.ProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a call may allocate beyond an interceptor that does nothing, in bytes. Guards against what comes in unnoticed:
 * whoever has a reason to need more raises the number here, and says the reason. Times are measured elsewhere, since
 * they depend on the machine.
 */
class CallAllocationTests {

    private static final int CALLS = 200;

    private final Logger calls = (Logger) LoggerFactory.getLogger("io.resilientagent.calls");

    /** A line of the log is not part of the call. */
    @BeforeEach
    void silence() {
        this.calls.setLevel(Level.ERROR);
    }

    @AfterEach
    void speak() {
        this.calls.setLevel(null);
    }

    static Stream<Arguments> budgets() {
        return Stream.of(
                budget("all three annotations", Agent::all, 416),
                budget("a circuit alone", Agent::circuit, 384),
                budget("a fallback alone", Agent::fallback, 352),
                budget("failed, answered by its fallback", Agent::degraded, 752),
                budget("refused, answered by its fallback", Agent::refused, 720));
    }

    private static Arguments budget(String what, Consumer<Agent> call, long bytes) {
        return Arguments.of(Named.of(what, call), bytes);
    }

    @ParameterizedTest
    @MethodSource("budgets")
    void isKept(Consumer<Agent> call, long budget) {
        assertThat(extraBytes(call)).isBetween(1L, budget);
    }

    private static long extraBytes(Consumer<Agent> call) {
        ProxyFactory empty = new ProxyFactory(new Agent());
        empty.setProxyTargetClass(true);
        empty.addAdvice((MethodInterceptor) MethodInvocation::proceed);
        long least = bytes((Agent) empty.getProxy(), Agent::other);
        long[] bytes = new long[1];
        Guarded.byRealTime(Agent.class)
                .withPropertyValues(
                        "resilient-agent.calls.default.timeout=0",
                        "resilient-agent.calls.default.deadline=0",
                        "resilient-agent.calls.default.retry.delay=0",
                        "resilient-agent.circuits.failing.sliding-window-size=1000",
                        "resilient-agent.circuits.failing.minimum-number-of-calls=1000",
                        "resilient-agent.circuits.failing.failure-threshold=0")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    call.accept(agent);
                    CircuitRegistry circuits = context.getBean(CircuitRegistry.class);
                    circuits.force("refusing", CircuitState.FORCED_OPEN, null);
                    bytes[0] = bytes(agent, call);
                });
        return bytes[0] - least;
    }

    /** Of one call, at the best of some rounds: compilers work on other threads, but may come between. */
    private static long bytes(Agent agent, Consumer<Agent> call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return LongStream.range(0, 10)
                .map((round) -> {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < CALLS; i++) {
                        call.accept(agent);
                    }
                    return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
                })
                .min()
                .orElseThrow();
    }

    static class Agent {

        @LlmCall("all")
        @CircuitGuarded("all")
        @Fallback("other")
        public String all() {
            return "answer";
        }

        @CircuitGuarded("alone")
        public String circuit() {
            return "answer";
        }

        @Fallback("other")
        public String fallback() {
            return "answer";
        }

        @LlmCall(name = "failing", maxAttempts = 1)
        @CircuitGuarded("failing")
        @Fallback("other")
        public String degraded() {
            throw FAILURE;
        }

        @LlmCall("refused")
        @CircuitGuarded("refusing")
        @Fallback("other")
        public String refused() {
            return "answer";
        }

        public String other() {
            return "other";
        }

        private static final RuntimeException FAILURE = Problem.of(FailureKind.OVERLOADED);
    }
}
