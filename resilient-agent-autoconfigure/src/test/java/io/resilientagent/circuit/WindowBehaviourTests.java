package io.resilientagent.circuit;

import java.time.Duration;

import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the MicroProfile Fault Tolerance specification's own tests ask of circuit breakers, in our words; {@link
 * MicroProfileBehaviourTests} has what needs calls.
 */
class WindowBehaviourTests {

    private static TestCircuit ofFour(double rate) {
        return new TestCircuit(settings().failureRate(rate).window(WindowType.COUNT, 4, 4));
    }

    @Test
    void theWindowMustBeFullBeforeTheRateCounts() {
        TestCircuit test = ofFour(75);
        test.fail(3);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
        test.fail(1);
        test.refuses();
    }

    @Test
    void aSuccessThatCompletesTheWindowOpensTooIfTheRateIsReached() {
        TestCircuit test = ofFour(75);
        test.fail(3);
        test.succeed(1);
        test.refuses();
    }

    @Test
    void aSuccessAtTheBeginningDoesNotSaveTheWindow() {
        TestCircuit test = ofFour(75);
        test.succeed(1);
        test.fail(3);
        test.refuses();
    }

    @Test
    void theWindowRolls() {
        TestCircuit test = ofFour(50);
        test.succeed(1);
        test.fail(1);
        test.succeed(2);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
        test.fail(1);
        test.refuses();
    }

    @Test
    void afterClosingTheWindowStartsEmpty() {
        TestCircuit test = ofFour(75);
        test.fail(4);
        test.pass(Duration.ofSeconds(60));
        test.succeed(1);
        test.fail(3);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
        test.fail(1);
        test.refuses();
    }

    @Test
    void aFailureAfterSomeGoodProbesOpensAtOnce() {
        TestCircuit test = new TestCircuit(
                settings().failureRate(75).window(WindowType.COUNT, 4, 4).permitted(3));
        test.fail(4);
        test.pass(Duration.ofSeconds(60));
        test.succeed(2);
        test.fail(1);
        test.refuses();
    }

    @Test
    void allGoodProbesTogetherClose() {
        TestCircuit test = new TestCircuit(
                settings().failureRate(75).window(WindowType.COUNT, 4, 4).permitted(3));
        test.fail(4);
        test.pass(Duration.ofSeconds(60));
        test.succeed(2);
        assertThat(test.state()).isEqualTo(CircuitState.HALF_OPEN);
        test.succeed(1);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void kindsThatDoNotCountAreAsIfTheyHadNotBeen() {
        TestCircuit test = ofFour(75);
        test.fail(3);
        for (int i = 0; i < 10; i++) {
            test.begin().release(test.now());
        }
        assertThat(test.snapshot().bufferedCalls()).isEqualTo(3);
        test.fail(1);
        test.refuses();
    }

    @Test
    void repeatedCallsOutliveTheOpenTime() {
        TestCircuit test = ofFour(75);
        test.fail(4);
        for (int i = 0; i < 3; i++) {
            test.pass(Duration.ofSeconds(20));
        }
        test.succeed(1);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void ofATimeWindowOnlyTheLastSecondsCount() {
        TestCircuit test = new TestCircuit(settings().failureRate(50).window(WindowType.TIME, 10, 4));
        test.fail(3);
        test.pass(Duration.ofMillis(9_999));
        assertThat(test.snapshot().bufferedCalls()).isEqualTo(3);
        test.pass(Duration.ofMillis(1));
        assertThat(test.snapshot().bufferedCalls()).isZero();
        test.fail(3);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
        test.pass(Duration.ofSeconds(5));
        test.fail(1);
        test.refuses();
    }

    @Test
    void aTimeWindowKeepsItsRatesWhenASecondOverflows() {
        TestCircuit test = new TestCircuit(settings().failureRate(90).window(WindowType.TIME, 10, 100));
        for (int i = 0; i < 5_000; i++) {
            test.succeed(1);
            test.fail(1);
        }
        assertThat(test.snapshot().bufferedCalls()).isBetween(2_000, 4_095);
        assertThat(test.snapshot().failureRate()).isBetween(49.0, 51.0);
    }

    /** A window of good outcomes only is not written to; what it holds must stay right all the same. */
    @ParameterizedTest
    @EnumSource(WindowType.class)
    void aLongGoodTimeChangesNothingAboutTheCallsThatFollow(WindowType type) {
        TestCircuit test = new TestCircuit(
                settings().failureRate(50).slow(Duration.ofSeconds(5), 50).window(type, 4, 4));
        test.fail(1);
        test.succeed(4);
        test.pass(Duration.ofSeconds(4));
        test.succeed(100);
        assertThat(test.snapshot().failureRate()).isZero();
        test.pass(Duration.ofSeconds(2));
        test.succeed(2);
        test.take(Duration.ofSeconds(6));
        test.pass(Duration.ofSeconds(3));
        test.succeed(1);
        test.fail(1);
        assertThat(test.snapshot().slowCalls()).isEqualTo(1);
        assertThat(test.snapshot().failedCalls()).isEqualTo(1);
        assertThat(test.state()).isEqualTo(CircuitState.CLOSED);
        test.fail(type == WindowType.COUNT ? 1 : 3);
        test.refuses();
    }

    @Test
    void anOutcomeOlderThanTheTimeWindowIsForgotten() {
        Window window = Window.of(settings().window(WindowType.TIME, 2, 1).build(), 0, 0);
        Rules rules = new Rules(
                settings().failureRate(50).window(WindowType.TIME, 2, 1).build());
        long second = Duration.ofSeconds(1).toNanos();
        window.record(false, false, 7 * second, rules);
        assertThat(window.record(true, false, 5 * second, rules)).isFalse();
        assertThat(window.record(false, false, 6 * second, rules)).isFalse();
        assertThat(window.figures(7 * second)).isEqualTo(new Figures(2, 0, 0, 0));
    }

    @Test
    void aFailureInARowCountsEvenWhereSecondsLieBetween() {
        TestCircuit test = new TestCircuit(settings().failureThreshold(2).window(WindowType.TIME, 1, 1));
        test.begin().fail(FailureKind.TIMEOUT, test.now(), 0, 0);
        test.pass(Duration.ofHours(1));
        test.fail(1);
        test.refuses();
    }
}
