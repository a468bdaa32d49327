package io.resilientagent.circuit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

/** Faults that other libraries have and this one must not get. */
class PeersFaultsTests {

    @Test
    void callsThatGiveNoVerdictDoNotWedgeAHalfOpenCircuit() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(1).permitted(3));
        test.fail(1);
        test.pass(Duration.ofSeconds(60));
        test.begin();
        test.begin().release(test.now());
        test.succeed(2);
        test.refuses();
        test.pass(Duration.ofNanos(TestCircuit.LEASE));
        test.succeed(1);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void callsBegunWhileClosedDoNotCloseAHalfOpenCircuit() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(1).permitted(3));
        List<Lease> early = Stream.generate(test::begin).limit(3).toList();
        test.fail(1);
        test.pass(Duration.ofSeconds(60));
        Lease probe = test.begin();
        early.forEach((lease) -> lease.succeed(test.now(), 0));
        assertThat(test.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(test.snapshot().lateCalls()).isEqualTo(3);
        probe.fail(FailureKind.OVERLOADED, test.now(), 0, 0);
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void callsBegunWhileClosedDoNotOpenALaterClosedPeriod() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(2));
        List<Lease> early = Stream.generate(test::begin).limit(5).toList();
        test.fail(2);
        test.pass(Duration.ofSeconds(60));
        test.succeed(1);
        early.forEach((lease) -> lease.fail(FailureKind.TIMEOUT, test.now(), 0, 0));
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(test.snapshot().consecutiveFailures()).isZero();
    }
}
