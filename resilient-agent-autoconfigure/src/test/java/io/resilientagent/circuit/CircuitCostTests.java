package io.resilientagent.circuit;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.ThreadMXBean;
import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

/** What a call allocates, which does not depend on the machine. */
class CircuitCostTests {

    private static final int CALLS = 10_000;

    private static final Duration TEN_MILLIS = Duration.ofMillis(10);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long allocated(Runnable work) {
        long before = this.threads.getCurrentThreadAllocatedBytes();
        work.run();
        return this.threads.getCurrentThreadAllocatedBytes() - before;
    }

    private long allocatedPerCall(Runnable call) {
        Runnable calls = () -> {
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
        };
        calls.run();
        return allocated(calls) / CALLS;
    }

    @ParameterizedTest
    @EnumSource(WindowType.class)
    void aCallThroughAClosedCircuitAllocatesNothing(WindowType type) {
        TestCircuit test = new TestCircuit(settings().failureThreshold(5).window(type, 20, 10));
        assertThat(allocatedPerCall(() -> {
                    test.pass(TEN_MILLIS);
                    test.begin().succeed(test.now(), 1);
                    test.begin().fail(FailureKind.TIMEOUT, test.now(), 1, 0);
                    test.begin().release(test.now());
                }))
                .isZero();
    }

    @Test
    void aRefusalAllocatesNothing() {
        TestCircuit test = new TestCircuit(settings());
        test.registry.force("anthropic/claude", CircuitState.OPEN, Duration.ofDays(1));
        assertThat(allocatedPerCall(() -> test.circuit.acquire(test.now(), 1))).isZero();
        test.pass(Duration.ofDays(1));
        test.begin();
        assertThat(allocatedPerCall(() -> test.circuit.acquire(test.now(), 1))).isZero();
        assertThat(allocatedPerCall(() -> test.circuit.nanosUntilAdmission(test.now())))
                .isZero();
    }

    @Test
    void lookingUpACircuitAllocatesNothing() {
        TestCircuit test = new TestCircuit(settings());
        CircuitSettings settings = settings().build();
        assertThat(allocatedPerCall(() -> test.registry.computed("anthropic@tenant-1", "anthropic", settings)))
                .isZero();
    }

    @Test
    void aCircuitIsSmall() {
        Rules rules = new Rules(CircuitSettings.defaults());
        CircuitListener listener = new CircuitListener() {};
        Runnable creation = () -> new Circuit("a", "a", rules, listener, 0);
        creation.run();
        assertThat(allocated(creation)).isLessThanOrEqualTo(1024);
    }
}
