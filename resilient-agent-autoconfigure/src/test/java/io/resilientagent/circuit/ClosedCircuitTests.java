package io.resilientagent.circuit;

import java.time.Duration;

import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

class ClosedCircuitTests {

    @Test
    void opensAfterFailuresInARow() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(3));
        test.fail(2);
        test.succeed(1);
        test.fail(2);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
        test.fail(1);
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
        test.refuses();
        assertThat(test.transitions).singleElement().satisfies((transition) -> {
            assertThat(transition.circuit()).isEqualTo("anthropic/claude");
            assertThat(transition.from()).isEqualTo(CircuitState.CLOSED);
            assertThat(transition.to()).isEqualTo(CircuitState.OPEN);
            assertThat(transition.reason()).isEqualTo(FailureKind.OVERLOADED);
            assertThat(transition.duration()).isEqualTo(Duration.ofSeconds(60));
        });
    }

    @Test
    void aNeutralCallDoesNotInterruptFailuresInARow() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(2));
        test.fail(1);
        test.begin().release(test.now());
        test.fail(1);
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
        assertThat(test.snapshot().ignoredCalls()).isEqualTo(1);
    }

    @Test
    void aCallThatWasNotEvenBegunIsNotCountedAtAll() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(2));
        test.fail(1);
        test.begin().undo();
        assertThat(test.snapshot().ignoredCalls()).isZero();
        assertThat(test.snapshot().bufferedCalls()).isEqualTo(1);
        test.fail(1);
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void rateCountsOnlyFromTheMinimumNumberOfCallsOn() {
        TestCircuit test = new TestCircuit(settings().failureRate(50).window(WindowType.COUNT, 10, 4));
        test.fail(3);
        assertThat(test.snapshot().failureRate()).isNull();
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
        test.succeed(1);
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
        assertThat(test.snapshot().failureRate()).isEqualTo(75);
    }

    @Test
    void aMinimumBeyondTheWindowMeansAFullWindow() {
        TestCircuit test = new TestCircuit(settings().failureRate(50).window(WindowType.COUNT, 4, 100));
        test.fail(3);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
        test.fail(1);
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void aWindowOfOneForgetsEverythingElse() {
        TestCircuit test = new TestCircuit(settings().failureRate(100).window(WindowType.COUNT, 1, 1));
        test.succeed(3);
        assertThat(test.snapshot().bufferedCalls()).isEqualTo(1);
        test.fail(1);
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void opensWhenTooManyCallsAreSlow() {
        TestCircuit test =
                new TestCircuit(settings().slow(Duration.ofSeconds(5), 50).window(WindowType.COUNT, 4, 4));
        test.take(Duration.ofSeconds(5));
        test.take(Duration.ofSeconds(5));
        test.take(Duration.ofSeconds(5));
        test.take(Duration.ofSeconds(6));
        assertThat(test.snapshot().slowCallRate()).isEqualTo(25);
        test.take(Duration.ofSeconds(6));
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
        assertThat(test.snapshot().slowCallRate()).isEqualTo(50);
        assertThat(test.snapshot().failureRate()).isZero();
        assertThat(test.snapshot().reason()).isNull();
    }

    @Test
    void opensAtOnceForKindsThatSaySo() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(5));
        test.begin().open(FailureKind.AUTHENTICATION, test.now(), 0, 0);
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
        assertThat(test.snapshot().reason()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(test.snapshot().failuresByKind()).containsOnlyKeys(FailureKind.AUTHENTICATION);
    }

    @Test
    void withEverythingOffOnlyKindsThatOpenAtOnceOpen() {
        TestCircuit test = new TestCircuit(settings());
        test.fail(100);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void resultsAfterTheTransitionAreLate() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(1));
        Lease first = test.begin();
        Lease second = test.begin();
        Lease third = test.begin();
        first.fail(FailureKind.TIMEOUT, test.now(), 0, 0);
        second.succeed(test.now(), 0);
        third.fail(FailureKind.NETWORK, test.now(), 0, 0);
        assertThat(test.state()).isEqualTo(CircuitState.OPEN);
        assertThat(test.snapshot().lateCalls()).isEqualTo(2);
        assertThat(test.snapshot().failuresByKind()).containsOnlyKeys(FailureKind.TIMEOUT);
        assertThat(test.snapshot().bufferedCalls()).isEqualTo(1);
    }

    @Test
    void showsWhatOpenedItWhileOpen() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(3));
        test.succeed(1);
        test.fail(3);
        test.refuses();
        CircuitSnapshot snapshot = test.snapshot();
        assertThat(snapshot.bufferedCalls()).isEqualTo(4);
        assertThat(snapshot.failedCalls()).isEqualTo(3);
        assertThat(snapshot.consecutiveFailures()).isEqualTo(3);
        assertThat(snapshot.notPermittedCalls()).isEqualTo(1);
        assertThat(snapshot.openUntilNanos()).isEqualTo(Duration.ofSeconds(60).toNanos());
        assertThat(snapshot.origin()).isEqualTo(CircuitOrigin.LOCAL);
        assertThat(snapshot.failuresByKind()).containsEntry(FailureKind.OVERLOADED, 3L);
        assertThat(snapshot.transitions()).hasSize(1);
    }

    @Test
    void worksWhereTheTickerOverflows() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(1), Long.MAX_VALUE - 5);
        test.fail(1);
        test.refuses();
        assertThat(test.untilAdmission()).isEqualTo(Duration.ofSeconds(60));
        test.pass(Duration.ofSeconds(60));
        assertThat(test.begin().isProbe()).isTrue();
    }
}
