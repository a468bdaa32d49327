package io.resilientagent.circuit;

import java.time.Duration;

import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

class OpenTimeTests {

    private static void opensFor(TestCircuit test, FailureKind kind, Duration expected) {
        test.begin().open(kind, test.now(), 0, 0);
        assertThat(test.untilAdmission()).isEqualTo(expected);
        test.pass(expected);
    }

    private static void failsFor(TestCircuit test, Duration expected) {
        test.fail(1);
        assertThat(test.untilAdmission()).isEqualTo(expected);
        test.pass(expected);
    }

    @Test
    void staysTheSameByDefault() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(1));
        failsFor(test, Duration.ofSeconds(60));
        failsFor(test, Duration.ofSeconds(60));
    }

    @Test
    void doublesByDefaultForKindsThatOpenAtOnce() {
        TestCircuit test = new TestCircuit(settings());
        opensFor(test, FailureKind.AUTHENTICATION, Duration.ofMinutes(1));
        opensFor(test, FailureKind.AUTHENTICATION, Duration.ofMinutes(2));
        opensFor(test, FailureKind.AUTHENTICATION, Duration.ofMinutes(4));
        opensFor(test, FailureKind.AUTHENTICATION, Duration.ofMinutes(8));
        opensFor(test, FailureKind.AUTHENTICATION, Duration.ofMinutes(10));
        test.succeed(1);
        opensFor(test, FailureKind.AUTHENTICATION, Duration.ofMinutes(1));
    }

    @Test
    void growsByTheMultiplier() {
        TestCircuit test =
                new TestCircuit(settings().failureThreshold(1).multiplier(1.5).maxWait(Duration.ofSeconds(100)));
        failsFor(test, Duration.ofSeconds(60));
        failsFor(test, Duration.ofSeconds(90));
        failsFor(test, Duration.ofSeconds(100));
    }

    @Test
    void growsWithoutLimitWhereThereIsNone() {
        TestCircuit test = new TestCircuit(
                settings().multiplier(1000.0).maxWait(Duration.ZERO).wait(Duration.ofDays(1)));
        for (int i = 0; i < 20; i++) {
            test.begin().open(FailureKind.QUOTA_EXHAUSTED, test.now(), 0, 0);
            test.refuses();
            test.pass(test.untilAdmission());
        }
    }

    @Test
    void aRateLimitLastsAsLongAsAdvised() {
        TestCircuit test = new TestCircuit(settings());
        test.begin()
                .open(
                        FailureKind.RATE_LIMITED,
                        test.now(),
                        0,
                        Duration.ofSeconds(20).toNanos());
        assertThat(test.untilAdmission()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void otherKindsLastAtLeastTheWait() {
        TestCircuit test = new TestCircuit(settings());
        test.begin()
                .open(
                        FailureKind.OVERLOADED,
                        test.now(),
                        0,
                        Duration.ofSeconds(20).toNanos());
        assertThat(test.untilAdmission()).isEqualTo(Duration.ofSeconds(60));
        test.pass(Duration.ofSeconds(60));
        test.begin()
                .open(
                        FailureKind.OVERLOADED,
                        test.now(),
                        0,
                        Duration.ofMinutes(3).toNanos());
        assertThat(test.untilAdmission()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void adviceIsKeptWithinItsLimits() {
        TestCircuit test = new TestCircuit(settings());
        test.begin().open(FailureKind.RATE_LIMITED, test.now(), 0, 1);
        assertThat(test.untilAdmission()).isEqualTo(Duration.ofSeconds(1));
        test.pass(Duration.ofSeconds(1));
        test.begin().open(FailureKind.RATE_LIMITED, test.now(), 0, Long.MAX_VALUE);
        assertThat(test.untilAdmission()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void ofTwoAdvicesTheLaterWins() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(2));
        test.begin()
                .fail(
                        FailureKind.RATE_LIMITED,
                        test.now(),
                        0,
                        Duration.ofSeconds(9).toNanos());
        test.pass(Duration.ofSeconds(1));
        test.begin()
                .fail(
                        FailureKind.RATE_LIMITED,
                        test.now(),
                        0,
                        Duration.ofSeconds(2).toNanos());
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
        assertThat(test.untilAdmission()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void aLateAdviceLengthensARunningOpenTimeAndNothingElse() {
        TestCircuit test = new TestCircuit(settings());
        Lease late = test.begin();
        Lease later = test.begin();
        Lease latest = test.begin();
        test.begin()
                .open(
                        FailureKind.RATE_LIMITED,
                        test.now(),
                        0,
                        Duration.ofSeconds(5).toNanos());
        late.fail(
                FailureKind.RATE_LIMITED, test.now(), 0, Duration.ofSeconds(30).toNanos());
        assertThat(test.untilAdmission()).isEqualTo(Duration.ofSeconds(30));
        later.fail(
                FailureKind.RATE_LIMITED, test.now(), 0, Duration.ofSeconds(10).toNanos());
        assertThat(test.untilAdmission()).isEqualTo(Duration.ofSeconds(30));
        assertThat(test.snapshot().lateCalls()).isEqualTo(2);
        assertThat(test.transitions).hasSize(1);
        test.pass(Duration.ofSeconds(30));
        latest.open(
                FailureKind.RATE_LIMITED, test.now(), 0, Duration.ofSeconds(30).toNanos());
        assertThat(test.state()).isEqualTo(CircuitState.HALF_OPEN);
    }
}
