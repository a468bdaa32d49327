package io.resilientagent.circuit;

import java.time.Duration;

import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

class HalfOpenCircuitTests {

    private static TestCircuit halfOpen(int permitted) {
        return halfOpen(settings().failureThreshold(1).permitted(permitted));
    }

    private static TestCircuit halfOpen(TestSettings settings) {
        TestCircuit test = new TestCircuit(settings);
        test.begin().open(FailureKind.SERVER_ERROR, test.now(), 0, 0);
        test.pass(Duration.ofSeconds(60));
        return test;
    }

    @Test
    void isHalfOpenAsSoonAsTheTimeHasPassed() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(1));
        test.fail(1);
        test.pass(Duration.ofSeconds(60).minusNanos(1));
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
        assertThat(test.untilAdmission()).isEqualTo(Duration.ofNanos(1));
        test.refuses();
        test.pass(Duration.ofNanos(1));
        assertThat(test.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(test.untilAdmission()).isZero();
        CircuitSnapshot snapshot = test.snapshot();
        assertThat(snapshot.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(snapshot.openUntilNanos()).isNull();
        assertThat(snapshot.sinceNanos()).isEqualTo(test.now());
        assertThat(snapshot.bufferedCalls()).isZero();
        assertThat(test.transitions).hasSize(1);
        test.begin();
        assertThat(test.transitions).hasSize(2);
    }

    @Test
    void admitsOnlyThePermittedProbes() {
        TestCircuit test = halfOpen(2);
        assertThat(test.begin().isProbe()).isTrue();
        assertThat(test.begin().isProbe()).isTrue();
        test.refuses();
        assertThat(test.circuit.nanosUntilAdmission(test.now())).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void closesWithAnEmptyWindowWhenAllProbesSucceed() {
        TestCircuit test = halfOpen(2);
        test.succeed(1);
        assertThat(test.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(test.snapshot().bufferedCalls()).isEqualTo(1);
        test.succeed(1);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(test.snapshot().bufferedCalls()).isZero();
        assertThat(test.snapshot().reason()).isNull();
    }

    @Test
    void opensAtTheFirstProbeThatFails() {
        TestCircuit test = halfOpen(3);
        test.succeed(2);
        test.fail(1);
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
        assertThat(test.untilAdmission()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aNeutralProbeGivesItsPlaceBack() {
        TestCircuit test = halfOpen(1);
        test.begin().release(test.now());
        assertThat(test.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(test.untilAdmission()).isZero();
        test.succeed(1);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void aProbeThatWasNotEvenBegunGivesItsPlaceBackAndIsNotCounted() {
        TestCircuit test = halfOpen(1);
        Lease probe = test.begin();
        probe.undo();
        probe.undo();
        assertThat(test.untilAdmission()).isZero();
        assertThat(test.snapshot().ignoredCalls()).isZero();
        probe.fail(FailureKind.TIMEOUT, test.now(), 0, 0);
        assertThat(test.state()).isEqualTo(CircuitState.HALF_OPEN);
        test.begin();
        test.refuses();
    }

    @Test
    void onlyTheFirstResultOfAProbeCounts() {
        TestCircuit test = halfOpen(2);
        Lease probe = test.begin();
        probe.succeed(test.now(), 0);
        probe.succeed(test.now(), 0);
        probe.fail(FailureKind.TIMEOUT, test.now(), 0, 0);
        probe.open(FailureKind.TIMEOUT, test.now(), 0, 0);
        probe.release(test.now());
        assertThat(test.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(test.snapshot().bufferedCalls()).isEqualTo(1);
        assertThat(test.snapshot().ignoredCalls()).isZero();
        assertThat(test.snapshot().lateCalls()).isZero();
    }

    @Test
    void aProbeThatNeverComesBackLosesItsPlace() {
        TestCircuit test = halfOpen(1);
        Lease lost = test.begin();
        test.pass(Duration.ofNanos(TestCircuit.LEASE - 1));
        test.refuses();
        test.pass(Duration.ofNanos(1));
        assertThat(test.untilAdmission()).isZero();
        Lease next = test.begin();
        lost.fail(FailureKind.TIMEOUT, test.now(), 0, 0);
        lost.fail(FailureKind.TIMEOUT, test.now(), 0, 0);
        assertThat(test.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(test.snapshot().lateCalls()).isEqualTo(1);
        test.refuses();
        next.succeed(test.now(), 0);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void aProbeThatIsLateButNotReplacedStillDecides() {
        TestCircuit test = halfOpen(1);
        Lease probe = test.begin();
        test.pass(Duration.ofHours(1));
        probe.succeed(test.now(), 0);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void aProbeWithoutLimitNeverExpires() {
        TestCircuit test = halfOpen(1);
        Lease probe = test.circuit.acquire(test.now(), Long.MAX_VALUE);
        assertThat(probe).isNotNull();
        test.pass(Duration.ofDays(365));
        test.refuses();
    }

    @Test
    void slowProbesOpenAgain() {
        TestCircuit test = halfOpen(settings().slow(Duration.ofSeconds(5), 100));
        test.take(Duration.ofSeconds(6));
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void slowProbesBelowTheRateClose() {
        TestCircuit test = halfOpen(settings().slow(Duration.ofSeconds(5), 100).permitted(2));
        test.take(Duration.ofSeconds(6));
        test.take(Duration.ofSeconds(1));
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void probesOfAnEarlierPeriodAreLate() {
        TestCircuit test = halfOpen(2);
        Lease failing = test.begin();
        Lease other = test.begin();
        failing.fail(FailureKind.TIMEOUT, test.now(), 0, 0);
        test.pass(Duration.ofSeconds(60));
        Lease probe = test.begin();
        other.succeed(test.now(), 0);
        assertThat(test.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(test.snapshot().lateCalls()).isEqualTo(1);
        assertThat(test.snapshot().bufferedCalls()).isZero();
        probe.succeed(test.now(), 0);
        test.succeed(1);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
    }
}
