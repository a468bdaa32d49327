package io.resilientagent.engine;

import java.time.Duration;
import java.util.Optional;

import io.resilientagent.AgentResult;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.AllFallbacksFailedException;
import io.resilientagent.FailedAttempt;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallRunResultTests {

    private final Script script = new Script();

    @Test
    void isASuccessFromTheFirstTarget() {
        agentResult();
        this.script.target("a/one");
        this.script.begin();
        this.script.fail(Problem.of(FailureKind.OVERLOADED, 529));
        this.script.sleep();
        this.script.answer(AgentResult.success("yes"));
        assertThat(this.script.result())
                .isEqualTo(new AgentResult<>(
                        Status.SUCCESS,
                        "yes",
                        null,
                        null,
                        "a/one",
                        2,
                        Duration.ofSeconds(1),
                        java.util.List.of(
                                new FailedAttempt("a/one", 1, FailureKind.OVERLOADED, 529, null, Duration.ZERO))));
    }

    @Test
    void isASuccessFromAnEquivalentTarget() {
        agentResult();
        this.script.target("a/one").attempts(1);
        this.script.target("b/two").equivalent();
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.answer(AgentResult.success("yes"));
        assertThat(this.script.result().status()).isEqualTo(Status.SUCCESS);
        assertThat(this.script.result().note()).isNull();
        assertThat(this.script.result().reason()).isNull();
        assertThat(this.script.result().failures()).hasSize(1);
    }

    @Test
    void isDegradedFromAnyOtherRouteAndSaysWhy() {
        agentResult();
        this.script.modelTarget("a/one");
        this.script.target("b/two").attempts(1);
        this.script.step(Script.method("cheaper")).step(Script.text("busy"));
        this.script.open("a/one");
        this.script.begin();
        this.script.fail(Problem.of(FailureKind.SERVER_ERROR, 500));
        this.script.answer("plain");
        AgentResult<?> result = this.script.result();
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.data()).isEqualTo("plain");
        assertThat(result.note()).isEqualTo("Using cheaper: circuit 'a/one' is open; b/two: SERVER_ERROR 500");
        assertThat(result.reason()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(result.route()).isEqualTo("cheaper");
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(result.failures()).extracting(FailedAttempt::attempt).containsExactly(0, 1);
    }

    @Test
    void saysThatATextIsFixed() {
        this.script.shape = new ResultShape(true, true, true, false);
        this.script.target("a/one").attempts(1);
        this.script.step(Script.text("busy"));
        this.script.begin();
        this.script.fail(FailureKind.TIMEOUT);
        assertThat(this.script.result().data()).isEqualTo(Optional.of("busy"));
        assertThat(this.script.result().route()).isEqualTo("text");
        assertThat(this.script.result().note()).isEqualTo("Using fixed text: a/one: TIMEOUT");
    }

    @Test
    void keepsWhatTheBodySaysAboutItsAnswer() {
        agentResult();
        this.script.target("a/one");
        this.script.begin();
        this.script.answer(AgentResult.degraded("half", "only half of the documents could be read"));
        assertThat(this.script.result().status()).isEqualTo(Status.DEGRADED);
        assertThat(this.script.result().note()).isEqualTo("only half of the documents could be read");
        assertThat(this.script.result().route()).isEqualTo("a/one");
    }

    @Test
    void keepsTheReasonOfAnInnerResultThatTheBodyHandsOn() {
        agentResult();
        this.script.target("outer");
        this.script.begin();
        Script inner = new Script(this.script);
        inner.shape = this.script.shape;
        inner.target("a/one").attempts(1);
        inner.step(Script.text("busy"));
        inner.begin();
        inner.fail(FailureKind.OVERLOADED);
        this.script.answer(inner.result());
        assertThat(this.script.result().status()).isEqualTo(Status.DEGRADED);
        assertThat(this.script.result().reason()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(this.script.result().note()).isEqualTo("Using fixed text: a/one: OVERLOADED");
    }

    @Test
    void isDegradedWhereAnInnerCallWasAlsoIfTheInnerValueIsPlain() {
        agentResult();
        this.script.target("outer");
        this.script.begin();
        Script inner = new Script(this.script);
        inner.target("a/one").attempts(1);
        inner.step(Script.text("busy"));
        inner.begin();
        inner.fail(FailureKind.OVERLOADED);
        assertThat(inner.value()).isEqualTo("busy");
        this.script.answer(AgentResult.success("answer made of: busy"));
        assertThat(this.script.result().status()).isEqualTo(Status.DEGRADED);
        assertThat(this.script.result().note()).isEqualTo("Using fixed text: a/one: OVERLOADED");
    }

    @Test
    void forgetsADegradedInnerAnswerOfAnAttemptThatFailed() {
        agentResult();
        this.script.target("outer");
        this.script.begin();
        Script inner = new Script(this.script);
        inner.target("a/one").attempts(1);
        inner.step(Script.text("busy"));
        inner.begin();
        inner.fail(FailureKind.OVERLOADED);
        this.script.fail(FailureKind.MALFORMED_RESPONSE);
        this.script.answer(AgentResult.success("yes"));
        assertThat(this.script.result().status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void isFailedWhenEveryRouteFailed() {
        agentResult();
        this.script.target("a/one").attempts(1);
        this.script.target("b/two").attempts(1);
        this.script.step(Script.method("cheaper"));
        this.script.begin();
        this.script.fail(Problem.of(FailureKind.OVERLOADED, 529));
        this.script.fail(FailureKind.TIMEOUT);
        this.script.fail(FailureKind.NETWORK);
        AgentResult<?> result = this.script.result();
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.data()).isNull();
        assertThat(result.note())
                .isEqualTo("All 3 routes failed: a/one: OVERLOADED 529; b/two: TIMEOUT; cheaper: NETWORK");
        assertThat(result.reason()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(result.failures()).hasSize(3);
    }

    @Test
    void takesAFailedResultOfTheBodyForAFailedRoute() {
        agentResult();
        this.script.target("a/one");
        this.script.target("b/two");
        this.script.step(Script.method("cheaper"));
        this.script.begin();
        this.script.answer(AgentResult.failed(FailureKind.OVERLOADED, "inner note"));
        assertThat(this.script.route()).isEqualTo("b/two");
        assertThat(this.script.attempt().previousFailure().kind()).isEqualTo(FailureKind.OVERLOADED);
        this.script.answer(AgentResult.failed(null, "no idea"));
        this.script.answer(AgentResult.failed(null, "no idea either"));
        assertThat(this.script.result().note())
                .isEqualTo("All 3 routes failed: a/one: OVERLOADED; b/two: UNKNOWN; cheaper: UNKNOWN");
        assertThat(this.script.result().reason()).isEqualTo(FailureKind.UNKNOWN);
    }

    @Test
    void boundsTheFailuresThatItKeeps() {
        agentResult();
        this.script.target("a/one").attempts(50);
        this.script.begin();
        this.script.failAll(FailureKind.NETWORK);
        assertThat(this.script.result().failures()).hasSize(AgentResult.MAX_FAILURES);
        assertThat(this.script.result().attempts()).isEqualTo(50);
    }

    @Test
    void throwsTheLastExceptionWithTheEarlierOnesBoundedAndNeverItself() {
        this.script.target("answer").attempts(30);
        this.script.begin();
        Problem first = Problem.of(FailureKind.SERVER_ERROR);
        Problem always = Problem.of(FailureKind.NETWORK);
        this.script.fail(first);
        while (this.script.step() instanceof Step.Wait) {
            this.script.sleep();
            this.script.fail((this.script.attempt().attempt() % 2 == 0) ? always : Problem.of(FailureKind.NETWORK));
        }
        assertThat(this.script.thrown()).isSameAs(always);
        assertThat(always.getSuppressed())
                .hasSizeLessThanOrEqualTo(10)
                .startsWith(first)
                .doesNotContain(always)
                .doesNotHaveDuplicates();
    }

    @Test
    void doesNotLetAnExceptionGrowThatIsThrownAgainAndAgain() {
        this.script.target("answer").attempts(3);
        Problem always = Problem.of(FailureKind.NETWORK);
        for (int i = 0; i < 20; i++) {
            this.script.begin();
            this.script.fail(FailureKind.SERVER_ERROR);
            this.script.sleep();
            this.script.fail(always);
            this.script.sleep();
            this.script.fail(always);
        }
        assertThat(always.getSuppressed()).hasSize(10);
    }

    @Test
    void throwsWhatTheFallbacksFailedWithTogetherWithThePrimarysCause() {
        this.script.target("a/one").attempts(2);
        this.script.step(Script.method("cheaper"));
        this.script.begin();
        Problem primary = Problem.of(FailureKind.OVERLOADED, 529);
        Problem second = Problem.of(FailureKind.OVERLOADED, 503);
        IllegalStateException step = new IllegalStateException("secret");
        this.script.fail(primary);
        this.script.sleep();
        this.script.fail(second);
        this.script.fail(step);
        assertThat(this.script.thrown())
                .isInstanceOf(AllFallbacksFailedException.class)
                .hasMessage("LLM call 'answer': all 2 routes failed: a/one: OVERLOADED 503; cheaper: UNKNOWN")
                .hasCause(primary)
                .hasSuppressedException(second)
                .hasSuppressedException(step);
        assertThat(this.script.thrown().getSuppressed()).hasSize(2);
    }

    private void agentResult() {
        this.script.shape = new ResultShape(true, false, true, false);
    }
}
