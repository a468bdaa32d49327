package io.resilientagent.engine;

import java.time.Duration;

import io.resilientagent.AgentResult;
import io.resilientagent.CallTimeoutException;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.WindowType;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallRunCircuitTests {

    private static final Duration OPEN_TIME = Duration.ofSeconds(60);

    private final Script script = new Script();

    @Test
    void recordsEachAttemptInEachOfItsCircuits() {
        threeCircuits();
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.sleep();
        this.script.answer("yes");
        assertThat(calls("own")).isEqualTo("1 of 2 failed, 0 ignored");
        assertThat(calls("a/one")).isEqualTo("1 of 2 failed, 0 ignored");
        assertThat(calls("a")).isEqualTo("0 of 1 failed, 1 ignored");
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, own a/one",
        "OVERLOADED, own a/one",
        "SERVER_ERROR, own a/one",
        "TIMEOUT, own a/one",
        "NETWORK, own a/one",
        "MALFORMED_RESPONSE, own a/one",
        "SATURATED, ''",
        "AUTHENTICATION, own a",
        "QUOTA_EXHAUSTED, own a",
        "MODEL_NOT_FOUND, own a/one",
        "PERMISSION_DENIED, own a/one",
        "CONTEXT_OVERFLOW, ''",
        "INVALID_REQUEST, ''",
        "CONTENT_FILTERED, ''",
        "CIRCUIT_OPEN, ''",
        "APPLICATION, ''",
        "UNKNOWN, own"
    })
    void countsAKindWhereItBelongs(FailureKind kind, String circuits) {
        threeCircuits();
        this.script.begin();
        this.script.fail(kind);
        for (String circuit : new String[] {"own", "a", "a/one"}) {
            assertThat(snapshot(circuit).failuresByKind().containsKey(kind))
                    .as(circuit)
                    .isEqualTo((" " + circuits + " ").contains(" " + circuit + " "));
        }
    }

    @Test
    void countsRateLimitsInTheAccountsCircuitWhereTheAccountIsKnown() {
        this.script.account = (arguments) -> "acme";
        threeCircuits();
        this.script.begin();
        this.script.fail(FailureKind.RATE_LIMITED);
        assertThat(snapshot("a").failuresByKind()).containsOnlyKeys(FailureKind.RATE_LIMITED);
        assertThat(snapshot("a/one").failuresByKind()).isEmpty();
    }

    @Test
    void countsABlankAnswerInTheOwnCircuitOnly() {
        threeCircuits();
        this.script.begin();
        this.script.answer("");
        assertThat(snapshot("own").failuresByKind()).containsOnlyKeys(FailureKind.MALFORMED_RESPONSE);
        assertThat(snapshot("a/one").failuresByKind()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AUTHENTICATION, a", "QUOTA_EXHAUSTED, a", "MODEL_NOT_FOUND, a/one"})
    void opensOnlyTheCircuitThatAHopelessKindBelongsTo(FailureKind kind, String opened) {
        threeCircuits();
        this.script.begin();
        this.script.fail(kind);
        for (String circuit : new String[] {"own", "a", "a/one"}) {
            assertThat(state(circuit))
                    .as(circuit)
                    .isEqualTo(circuit.equals(opened) ? CircuitState.OPEN : CircuitState.CLOSED);
        }
    }

    @Test
    void opensTheOwnCircuitAtOnceWhereThereIsNoOther() {
        this.script.target("answer").circuits(this.script.use(CircuitScope.OWN, "own"));
        this.script.begin();
        this.script.fail(FailureKind.AUTHENTICATION);
        assertThat(state("own")).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void opensTheModelsCircuitForLongAdviceAndLeavesTheOwnOneClosed() {
        threeCircuits();
        this.script.begin();
        this.script.fail(Problem.advising(FailureKind.RATE_LIMITED, Duration.ofSeconds(42)));
        assertThat(nanosUntilAdmission("a/one"))
                .isEqualTo(Duration.ofSeconds(42).toNanos());
        assertThat(state("a")).isEqualTo(CircuitState.CLOSED);
        assertThat(state("own")).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void opensTheOwnCircuitForLongAdviceWhereThereIsNoOther() {
        this.script.target("answer").circuits(this.script.use(CircuitScope.OWN, "own"));
        this.script.begin();
        this.script.fail(Problem.advising(FailureKind.RATE_LIMITED, Duration.ofSeconds(42)));
        assertThat(nanosUntilAdmission("own")).isEqualTo(Duration.ofSeconds(42).toNanos());
    }

    @Test
    void stopsTryingAsSoonAsACircuitOpens() {
        this.script.target("a/one").attempts(5).circuits(this.script.use(CircuitScope.MODEL, "a/one", openAfter(2)));
        this.script.target("b/two");
        this.script.begin();
        this.script.failAll(FailureKind.OVERLOADED);
        assertThat(this.script.route()).isEqualTo("b/two");
        assertThat(this.script.observed).containsExactly("a/one CIRCUIT_OPEN 2");
    }

    @Test
    void stopsTryingWhenACircuitOpenedDuringTheWait() {
        this.script.modelTarget("a/one");
        this.script.target("b/two");
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.open("a");
        this.script.sleep();
        assertThat(this.script.route()).isEqualTo("b/two");
        assertThat(this.script.observed).containsExactly("a/one CIRCUIT_OPEN 1");
    }

    @Test
    void givesEarlierLeasesBackWhenALaterCircuitRefuses() {
        threeCircuits();
        halfOpen("own");
        halfOpen("a");
        this.script.open("a/one");
        this.script.begin();
        assertThat(this.script.step()).isInstanceOf(Step.Fail.class);
        assertThat(nanosUntilAdmission("own")).isZero();
        assertThat(nanosUntilAdmission("a")).isZero();
        assertThat(state("own")).isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void recordsNothingOfAnAttemptThatFoundNoThread() {
        threeCircuits();
        halfOpen("a/one");
        this.script.begin();
        assertThat(nanosUntilAdmission("a/one")).isEqualTo(Long.MAX_VALUE);
        this.script.saturate();
        assertThat(nanosUntilAdmission("a/one")).isZero();
    }

    @Test
    void givesLeasesBackWhenTheCallerIsGone() {
        threeCircuits();
        halfOpen("a/one");
        this.script.begin();
        this.script.interrupt();
        assertThat(nanosUntilAdmission("a/one")).isZero();
        assertThat(calls("own")).isEqualTo("0 of 0 failed, 1 ignored");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"APPLICATION", "UNKNOWN", "CONTEXT_OVERFLOW"})
    void givesAProbeBackWithoutVerdictAfterANeutralOutcome(FailureKind kind) {
        this.script.modelTarget("a/one");
        halfOpen("a/one");
        this.script.begin();
        this.script.fail(kind);
        assertThat(state("a/one")).isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void treatsATimeoutOfAShortenedAttemptAsNeutral() {
        this.script.deadline = Duration.ofSeconds(20);
        this.script
                .target("answer")
                .timeout(Duration.ofSeconds(30))
                .circuits(this.script.use(CircuitScope.OWN, "own", openAfter(1)));
        this.script.begin();
        this.script.pass(Duration.ofSeconds(20));
        this.script.fail(new CallTimeoutException("answer", Duration.ofSeconds(20)));
        assertThat(calls("own")).isEqualTo("0 of 0 failed, 1 ignored");
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(state("own")).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void makesOneAttemptAsAProbeWhateverItsOutcome() {
        this.script.modelTarget("a/one");
        this.script.target("b/two");
        halfOpen("a/one");
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.route()).isEqualTo("b/two");
        assertThat(state("a/one")).isEqualTo(CircuitState.OPEN);
        this.script.pass(OPEN_TIME);
        this.script.begin();
        this.script.answer(" ");
        assertThat(this.script.route()).isEqualTo("b/two");
        assertThat(state("a/one")).isEqualTo(CircuitState.HALF_OPEN);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"CONTEXT_OVERFLOW", "INVALID_REQUEST", "CONTENT_FILTERED"})
    void takesTheCallersOwnFaultForASuccessfulProbeWhereTheProviderAnswered(FailureKind kind) {
        threeCircuits();
        halfOpen("own");
        halfOpen("a/one");
        this.script.begin();
        this.script.fail(Problem.of(kind, 400));
        assertThat(state("own")).isEqualTo(CircuitState.CLOSED);
        assertThat(state("a/one")).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void keepsTheLeaseOfALongAttemptUntilItsEnd() {
        this.script.modelTarget("a/one").timeout(Duration.ofMinutes(30));
        halfOpen("a/one");
        this.script.begin();
        this.script.pass(Duration.ofMinutes(59));
        assertThat(nanosUntilAdmission("a/one")).isEqualTo(Long.MAX_VALUE);
        this.script.pass(Duration.ofMinutes(1));
        assertThat(nanosUntilAdmission("a/one")).isZero();
    }

    @Test
    void takesALeaseBackThatNobodyLimits() {
        this.script.modelTarget("a/one");
        halfOpen("a/one");
        this.script.begin();
        this.script.pass(Duration.ofMinutes(10).minusNanos(1));
        assertThat(nanosUntilAdmission("a/one")).isEqualTo(Long.MAX_VALUE);
        this.script.pass(Duration.ofNanos(1));
        assertThat(nanosUntilAdmission("a/one")).isZero();
    }

    @Test
    void takesAFailedResultOfTheBodyAsNeutral() {
        threeCircuits();
        this.script.begin();
        this.script.answer(AgentResult.failed(FailureKind.OVERLOADED, "note"));
        assertThat(calls("own")).isEqualTo("0 of 0 failed, 1 ignored");
    }

    private void threeCircuits() {
        this.script
                .target("a/one")
                .circuits(
                        this.script.use(CircuitScope.OWN, "own"),
                        this.script.use(CircuitScope.ACCOUNT, "a"),
                        this.script.use(CircuitScope.MODEL, "a/one"));
    }

    private void halfOpen(String circuit) {
        this.script.open(circuit);
        this.script.pass(OPEN_TIME);
        assertThat(state(circuit)).isEqualTo(CircuitState.HALF_OPEN);
    }

    private CircuitState state(String circuit) {
        return this.script.circuit(circuit).state(this.script.now());
    }

    private long nanosUntilAdmission(String circuit) {
        return this.script.circuit(circuit).nanosUntilAdmission(this.script.now());
    }

    private CircuitSnapshot snapshot(String circuit) {
        return this.script.circuit(circuit).snapshot(this.script.now());
    }

    private String calls(String circuit) {
        CircuitSnapshot now = snapshot(circuit);
        return now.failedCalls() + " of " + now.bufferedCalls() + " failed, " + now.ignoredCalls() + " ignored";
    }

    static CircuitSettings openAfter(int failures) {
        return new CircuitSettings(
                failures, 50, WindowType.COUNT, 20, 10, null, 100, OPEN_TIME, null, Duration.ofMinutes(10), 1);
    }
}
