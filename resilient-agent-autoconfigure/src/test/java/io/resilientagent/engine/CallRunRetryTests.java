package io.resilientagent.engine;

import java.time.Duration;

import io.resilientagent.CallSaturatedException;
import io.resilientagent.CallTimeoutException;
import io.resilientagent.ResponseRejectedException;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.retry.BudgetSettings;
import io.resilientagent.retry.RetryBudget;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallRunRetryTests {

    private final Script script = new Script();

    @Test
    void waitsLongerBeforeEachTry() {
        this.script.target("answer").attempts(4);
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.waiting()).isEqualTo(Duration.ofSeconds(1));
        this.script.sleep();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.waiting()).isEqualTo(Duration.ofSeconds(2));
        this.script.sleep();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.waiting()).isEqualTo(Duration.ofSeconds(4));
        this.script.sleep();
        assertThat(this.script.attempt().attempt()).isEqualTo(4);
        this.script.answer("yes");
        assertThat(this.script.value()).isEqualTo("yes");
        assertThat(this.script.observed).containsExactly("answer RECOVERED 4");
    }

    @Test
    void givesUpAfterTheLastTry() {
        this.script.target("answer").attempts(2);
        this.script.begin();
        Problem last = Problem.of(FailureKind.NETWORK);
        this.script.fail(FailureKind.NETWORK);
        this.script.sleep();
        this.script.fail(last);
        assertThat(this.script.thrown()).isSameAs(last);
        assertThat(this.script.observed).containsExactly("answer EXHAUSTED 2");
    }

    @Test
    void waitsAsLongAsTheProviderAsks() {
        this.script.target("answer");
        this.script.begin();
        this.script.fail(Problem.advising(FailureKind.RATE_LIMITED, Duration.ofSeconds(7)));
        assertThat(this.script.waiting()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void waitsAtLeastAQuarterOfASecondOnAdvice() {
        this.script.target("answer");
        this.script.begin();
        this.script.fail(Problem.advising(FailureKind.RATE_LIMITED, Duration.ofMillis(1)));
        assertThat(this.script.waiting()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void goesOnAtOnceWhereTheAdviceIsTooLong() {
        this.script.target("a/one");
        this.script.target("b/two");
        this.script.begin();
        this.script.fail(Problem.advising(FailureKind.RATE_LIMITED, Duration.ofSeconds(10)));
        assertThat(this.script.step()).isInstanceOf(Step.Wait.class);
        this.script.sleep();
        this.script.fail(Problem.advising(FailureKind.RATE_LIMITED, Duration.ofMillis(10_001)));
        assertThat(this.script.route()).isEqualTo("b/two");
        assertThat(this.script.observed).containsExactly("a/one PERMANENT 2");
    }

    @Test
    void outlivesAdviceThatIsAbsurd() {
        this.script.modelTarget("a/one");
        this.script.begin();
        Problem absurd = Problem.advising(FailureKind.RATE_LIMITED, Duration.ofDays(1_000_000));
        this.script.fail(absurd);
        assertThat(this.script.thrown()).isSameAs(absurd);
        assertThat(this.script.circuit("a/one").nanosUntilAdmission(this.script.now()))
                .isEqualTo(Duration.ofMinutes(10).toNanos());
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {
                "AUTHENTICATION",
                "QUOTA_EXHAUSTED",
                "MODEL_NOT_FOUND",
                "PERMISSION_DENIED",
                "CONTEXT_OVERFLOW",
                "INVALID_REQUEST",
                "CONTENT_FILTERED",
                "CIRCUIT_OPEN",
                "UNKNOWN"
            })
    void neverTriesAgainWhatWouldFailAgain(FailureKind kind) {
        this.script.target("answer");
        this.script.begin();
        Problem problem = Problem.of(kind);
        this.script.fail(problem);
        assertThat(this.script.thrown()).isSameAs(problem);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"RATE_LIMITED", "OVERLOADED", "SERVER_ERROR", "TIMEOUT", "NETWORK", "SATURATED"})
    void triesAgainLaterWhatMayPass(FailureKind kind) {
        this.script.target("answer");
        this.script.begin();
        this.script.fail(kind);
        assertThat(this.script.waiting()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doesWhatIsConfiguredForAKind() {
        this.script.kinds.put(FailureKind.CONTEXT_OVERFLOW, new KindSettings(true, null, null));
        this.script.kinds.put(FailureKind.NETWORK, new KindSettings(false, null, null));
        this.script.target("a/one");
        this.script.target("b/two");
        this.script.begin();
        this.script.fail(FailureKind.CONTEXT_OVERFLOW);
        assertThat(this.script.step()).isInstanceOf(Step.Wait.class);
        this.script.sleep();
        this.script.fail(FailureKind.NETWORK);
        assertThat(this.script.route()).isEqualTo("b/two");
    }

    @Test
    void makesTheSmallerOfTheCallsAndTheKindsTries() {
        this.script.kinds.put(FailureKind.NETWORK, new KindSettings(null, 2, null));
        this.script.kinds.put(FailureKind.OVERLOADED, new KindSettings(null, 9, null));
        this.script.target("a/one");
        this.script.target("b/two").attempts(1);
        this.script.begin();
        this.script.failAll(FailureKind.NETWORK);
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.observed).containsExactly("a/one EXHAUSTED 2", "b/two EXHAUSTED 1");
    }

    @Test
    void asksForAReadableAnswerOnceMoreAndAtOnce() {
        this.script.target("answer").attempts(5);
        this.script.begin();
        this.script.answer(" \n");
        assertThat(this.script.attempt().attempt()).isEqualTo(2);
        this.script.answer("");
        assertThat(this.script.thrown())
                .isInstanceOf(ResponseRejectedException.class)
                .hasMessage("LLM call 'answer' got an answer that was rejected: it is blank");
    }

    @Test
    void takesBlankTextWhereItIsAllowed() {
        this.script.rejectBlank = false;
        this.script.target("answer");
        this.script.begin();
        this.script.answer(" ");
        assertThat(this.script.value()).isEqualTo(" ");
    }

    @Test
    void triesATimeoutOnlyOnceMoreWhereALaterTargetCouldAnswer() {
        this.script.target("a/one").attempts(5);
        this.script.target("b/two").attempts(5);
        this.script.begin();
        this.script.failAll(FailureKind.TIMEOUT);
        assertThat(this.script.route()).isEqualTo("b/two");
        this.script.failAll(FailureKind.TIMEOUT);
        assertThat(this.script.observed).containsExactly("a/one EXHAUSTED 2", "b/two EXHAUSTED 5");
    }

    @Test
    void triesATimeoutFullyWhereNoLaterTargetTakesTimeouts() {
        this.script.target("a/one").attempts(3);
        this.script.target("b/two").when(FailureKind.CONTEXT_OVERFLOW);
        this.script.begin();
        this.script.failAll(FailureKind.TIMEOUT);
        assertThat(this.script.observed).containsExactly("a/one EXHAUSTED 3");
    }

    @Test
    void triesAgainWhenThereWasNoThread() {
        this.script.target("answer").attempts(2);
        this.script.begin();
        this.script.saturate();
        assertThat(this.script.waiting()).isEqualTo(Duration.ofSeconds(1));
        this.script.sleep();
        this.script.saturate();
        assertThat(this.script.thrown())
                .isInstanceOf(CallSaturatedException.class)
                .hasMessageContaining("some-limit");
    }

    @Test
    void goesOnWhenTheBudgetOfACallWithoutCircuitIsEmpty() {
        BudgetSettings one = new BudgetSettings(1, 0, Duration.ZERO);
        this.script.budget = new RetryBudget(one, this.script.now());
        this.script.target("a/one");
        this.script.target("b/two");
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.sleep();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.route()).isEqualTo("b/two");
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.observed).containsExactly("a/one BUDGET 2", "b/two BUDGET 1");
    }

    @Test
    void takesTokensOfTheInnermostCircuit() {
        this.script.circuitBudget = new BudgetSettings(1, 1, Duration.ZERO);
        this.script.modelTarget("a/one");
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.sleep();
        Problem last = Problem.of(FailureKind.OVERLOADED);
        this.script.fail(last);
        assertThat(this.script.thrown()).isSameAs(last);
        this.script.begin();
        this.script.answer("a success gives one back");
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.step()).isInstanceOf(Step.Wait.class);
    }

    @Test
    void doesNotPayForARetryThatTheDeadlineForbids() {
        this.script.deadline = Duration.ofSeconds(1);
        this.script.budget = new RetryBudget(BudgetSettings.DEFAULTS, this.script.now());
        this.script.target("answer");
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.observed).containsExactly("answer DEADLINE 1");
        assertThat(this.script.budget.tokens(this.script.now())).isEqualTo(10);
    }

    @Test
    void cutsOffAtTheTimeoutAndTriesAgain() {
        this.script.target("answer").timeout(Duration.ofSeconds(3));
        this.script.begin();
        assertThat(this.script.limit()).isEqualTo(Duration.ofSeconds(3));
        this.script.pass(Duration.ofSeconds(3));
        this.script.fail(new CallTimeoutException("answer", Duration.ofSeconds(3)));
        this.script.sleep();
        assertThat(this.script.attempt().attempt()).isEqualTo(2);
    }
}
