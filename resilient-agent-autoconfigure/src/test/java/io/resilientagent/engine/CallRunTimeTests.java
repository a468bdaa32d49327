package io.resilientagent.engine;

import java.time.Duration;

import io.resilientagent.AgentResult;
import io.resilientagent.CallTimeoutException;
import io.resilientagent.DeadlineExceededException;
import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallRunTimeTests {

    private final Script script = new Script();

    @Test
    void limitsAnAttemptToItsTimeoutAndToWhatTheDeadlineLeaves() {
        this.script.deadline = Duration.ofSeconds(40);
        this.script.target("answer").timeout(Duration.ofSeconds(30));
        this.script.begin();
        assertThat(this.script.limit()).isEqualTo(Duration.ofSeconds(30));
        this.script.pass(Duration.ofSeconds(25));
        this.script.fail(FailureKind.OVERLOADED);
        this.script.sleep();
        assertThat(this.script.limit()).isEqualTo(Duration.ofSeconds(14));
    }

    @Test
    void keepsTheReserveForLaterRoutes() {
        this.script.deadline = Duration.ofSeconds(40);
        this.script.target("a/one").timeout(Duration.ofSeconds(30)).reserve(Duration.ofSeconds(15));
        this.script.target("b/two").timeout(Duration.ofSeconds(30));
        this.script.begin();
        assertThat(this.script.limit()).isEqualTo(Duration.ofSeconds(25));
        this.script.pass(Duration.ofSeconds(25));
        this.script.fail(new CallTimeoutException("answer", Duration.ofSeconds(25)));
        assertThat(this.script.route()).isEqualTo("b/two");
        assertThat(this.script.limit()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void doesNotBeginAnAttemptThatWouldGetLessThanASecond() {
        this.script.deadline = Duration.ofSeconds(15).plusMillis(999);
        this.script.target("a/one").timeout(Duration.ofSeconds(30)).reserve(Duration.ofSeconds(15));
        this.script.target("b/two").timeout(Duration.ofSeconds(30));
        this.script.begin();
        assertThat(this.script.route()).isEqualTo("b/two");
        assertThat(this.script.attempt().attempt()).isEqualTo(1);
    }

    @Test
    void beginsAnAttemptWhoseOwnTimeoutIsShorterThanASecond() {
        this.script.deadline = Duration.ofMillis(500);
        this.script.target("answer").timeout(Duration.ofMillis(400));
        this.script.begin();
        assertThat(this.script.limit()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void doesNotBeginAWaitThatWouldEndTooLate() {
        this.script.deadline = Duration.ofSeconds(30);
        this.script.target("a/one").timeout(Duration.ofSeconds(10)).reserve(Duration.ofSeconds(15));
        this.script.target("b/two").timeout(Duration.ofSeconds(20));
        this.script.begin();
        this.script.pass(Duration.ofSeconds(13).plusMillis(1));
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.route()).isEqualTo("b/two");
        assertThat(this.script.observed).containsExactly("a/one DEADLINE 1");
    }

    @Test
    void saysThatTimeWasShortWhenAWaitTookTooLong() {
        this.script.deadline = Duration.ofSeconds(10);
        this.script.target("answer").timeout(Duration.ofSeconds(5));
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.pass(Duration.ofSeconds(9));
        this.script.sleep();
        assertThat(this.script.step()).isInstanceOf(Step.Fail.class);
        assertThat(this.script.observed).containsExactly("answer DEADLINE 1");
    }

    @Test
    void hasNoTimeForAnything() {
        this.script.deadline = Duration.ofMillis(900);
        this.script.target("answer").timeout(Duration.ofSeconds(30));
        this.script.begin();
        assertThat(this.script.thrown())
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessage("LLM call 'answer' has no time left for an attempt within its deadline of 900ms");
    }

    @Test
    void doesNotLimitAnAttemptWithoutTimeoutNotEvenByTheDeadline() {
        this.script.deadline = Duration.ofSeconds(20);
        this.script.target("answer");
        this.script.begin();
        assertThat(this.script.attempt().isLimited()).isFalse();
        this.script.pass(Duration.ofSeconds(19));
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.step()).isInstanceOf(Step.Fail.class);
    }

    @Test
    void hasNoDeadlineWhereItIsZero() {
        this.script.target("answer").timeout(Duration.ofSeconds(3));
        this.script.begin();
        this.script.pass(Duration.ofDays(2));
        this.script.fail(FailureKind.OVERLOADED);
        this.script.sleep();
        assertThat(this.script.limit()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void asksNoMethodAfterTheDeadlineButStillAnswersWithText() {
        this.script.deadline = Duration.ofSeconds(10);
        this.script.target("answer").timeout(Duration.ofSeconds(10));
        this.script.step(Script.method("cheaper")).step(Script.text("busy"));
        this.script.begin();
        this.script.pass(Duration.ofSeconds(10));
        this.script.fail(new CallTimeoutException("answer", Duration.ofSeconds(10)));
        assertThat(this.script.value()).isEqualTo("busy");
    }

    @Test
    void asksAMethodWhileThereIsTime() {
        this.script.deadline = Duration.ofSeconds(10);
        this.script.target("answer").timeout(Duration.ofSeconds(9));
        this.script.step(Script.method("cheaper")).step(Script.text("busy"));
        this.script.begin();
        this.script.pass(Duration.ofSeconds(9).plusMillis(500));
        this.script.fail(new CallTimeoutException("answer", Duration.ofSeconds(9)));
        assertThat(this.script.route()).isEqualTo("cheaper");
        assertThat(this.script.attempt().isLimited()).isFalse();
        assertThat(this.script.attempt().remaining()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void doesNotOutliveTheAttemptAround() {
        this.script.target("outer").timeout(Duration.ofSeconds(12));
        this.script.begin();
        this.script.pass(Duration.ofSeconds(2));
        Script inner = new Script(this.script);
        inner.deadline = Duration.ofSeconds(90);
        inner.target("inner").timeout(Duration.ofSeconds(30));
        inner.begin();
        assertThat(inner.limit()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void doesNotOutliveTheDeadlineOfTheCallThatItIsAFallbackOf() {
        this.script.deadline = Duration.ofSeconds(20);
        this.script.target("outer").attempts(1);
        this.script.step(Script.method("cheaper"));
        this.script.begin();
        this.script.pass(Duration.ofSeconds(5));
        this.script.fail(FailureKind.OVERLOADED);
        Script inner = new Script(this.script);
        inner.target("cheaper").timeout(Duration.ofSeconds(30));
        inner.begin();
        assertThat(inner.limit()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void measuresTheWholeCall() {
        this.script.shape = new ResultShape(true, false, true, false);
        this.script.target("answer").attempts(2);
        this.script.begin();
        this.script.pass(Duration.ofSeconds(2));
        this.script.fail(FailureKind.OVERLOADED);
        this.script.sleep();
        this.script.pass(Duration.ofSeconds(4));
        this.script.answer(AgentResult.success("yes"));
        assertThat(this.script.result().elapsed()).isEqualTo(Duration.ofSeconds(7));
        assertThat(this.script.result().failures().get(0).elapsed()).isEqualTo(Duration.ofSeconds(2));
    }
}
