package io.resilientagent.engine;

import java.util.List;
import java.util.Set;

import io.resilientagent.CallCancelledException;
import io.resilientagent.CircuitOpenException;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.route.RouteCondition;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallRunRouteTests {

    private final Script script = new Script();

    @Test
    void asksTargetsInOrderAndThenStepsInOrder() {
        this.script.target("a/one").attempts(1);
        this.script.target("b/two").attempts(1);
        this.script.step(Script.method("first")).step(Script.method("second")).step(Script.text("busy"));
        this.script.begin();
        assertThat(this.script.route()).isEqualTo("a/one");
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.route()).isEqualTo("b/two");
        this.script.fail(FailureKind.SERVER_ERROR);
        assertThat(this.script.route()).isEqualTo("first");
        this.script.fail(FailureKind.NETWORK);
        assertThat(this.script.route()).isEqualTo("second");
        this.script.fail(new IllegalStateException("no"));
        assertThat(this.script.value()).isEqualTo("busy");
    }

    @Test
    void triesAFallbackMethodOnce() {
        this.script.target("answer").attempts(1);
        this.script.step(Script.method("cheaper"));
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.step()).isInstanceOf(Step.Fail.class);
    }

    @Test
    void takesWhatAFallbackMethodAnswersAsItIs() {
        this.script.target("answer").attempts(1);
        this.script.step(Script.method("cheaper"));
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.answer("");
        assertThat(this.script.value()).isEqualTo("");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"INVALID_REQUEST", "CONTENT_FILTERED"})
    void asksNoOtherModelWhatTheFirstRefused(FailureKind kind) {
        this.script.target("a/one");
        this.script.target("b/two");
        this.script.target("c/three").when(kind);
        this.script.target("d/four");
        this.script.step(Script.text("busy"));
        this.script.begin();
        this.script.fail(kind);
        assertThat(this.script.route()).isEqualTo("c/three");
        this.script.fail(kind);
        assertThat(this.script.value()).isEqualTo("busy");
    }

    @Test
    void asksTheNextModelOnceTheReasonIsAnother() {
        this.script.target("a/one");
        this.script.target("b/two").when(FailureKind.CONTENT_FILTERED);
        this.script.target("c/three");
        this.script.begin();
        this.script.fail(FailureKind.CONTENT_FILTERED);
        this.script.fail(FailureKind.AUTHENTICATION);
        assertThat(this.script.route()).isEqualTo("c/three");
    }

    @Test
    void asksATargetOnlyAfterItsKinds() {
        this.script.target("a/small").attempts(1);
        this.script.target("a/large").when(FailureKind.CONTEXT_OVERFLOW);
        this.script.target("b/two");
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.route()).isEqualTo("b/two");
        this.script.begin();
        this.script.fail(FailureKind.CONTEXT_OVERFLOW);
        assertThat(this.script.route()).isEqualTo("a/large");
    }

    @Test
    void takesAnOpenCircuitForTheReasonWhereNothingRan() {
        this.script.modelTarget("a/one");
        this.script.modelTarget("a/large").when(FailureKind.CONTEXT_OVERFLOW);
        this.script.modelTarget("b/two").when(FailureKind.CIRCUIT_OPEN);
        this.script.open("a/one");
        this.script.begin();
        assertThat(this.script.route()).isEqualTo("b/two");
    }

    @Test
    void takesTheLastFailureOfAnAttemptForTheReasonAlsoAfterARefusal() {
        this.script.modelTarget("a/one").attempts(1);
        this.script.modelTarget("b/two");
        this.script.step(Script.text("refused", FailureKind.CIRCUIT_OPEN));
        this.script.step(Script.text("overloaded", FailureKind.OVERLOADED));
        this.script.open("b/two");
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.value()).isEqualTo("overloaded");
    }

    @Test
    void keepsTheReasonWhenAFallbackMethodFails() {
        this.script.target("answer").attempts(1);
        this.script.step(Script.method("cheaper"));
        this.script.step(Script.text("network", FailureKind.NETWORK));
        this.script.step(Script.text("overloaded", FailureKind.OVERLOADED));
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.fail(FailureKind.NETWORK);
        assertThat(this.script.value()).isEqualTo("overloaded");
    }

    @Test
    void leavesOutStepsWhoseConditionsDoNotHold() {
        this.script.target("answer").attempts(1);
        this.script.step(new TextStepBuilder("not after overload").unless(FailureKind.OVERLOADED));
        this.script.step(new TextStepBuilder("other exception").whenException(IllegalStateException.class));
        this.script.step(new TextStepBuilder("problem").whenException(IllegalStateException.class, Problem.class));
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.value()).isEqualTo("problem");
    }

    @Test
    void leavesOutMethodsThatTakeOtherExceptions() {
        this.script.target("answer").attempts(1);
        this.script.step(new MethodStep("picky", RouteCondition.ANY, new NoFallback()));
        this.script.step(Script.text("busy"));
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.value()).isEqualTo("busy");
    }

    @Test
    void throwsTheApplicationsOwnRefusalAsItIs() {
        this.script.target("a/one").attempts(2);
        this.script.target("b/two");
        this.script.step(Script.text("busy"));
        this.script.shape = new ResultShape(true, false, true, false);
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.sleep();
        Error error = new StackOverflowError();
        this.script.fail(error);
        assertThat(this.script.thrown()).isSameAs(error).hasNoSuppressedExceptions();
    }

    @Test
    void throwsTheApplicationsOwnRefusalFromAFallbackToo() {
        this.script.target("answer").attempts(1);
        this.script.step(Script.method("cheaper")).step(Script.text("busy"));
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        Problem refusal = Problem.of(FailureKind.APPLICATION);
        this.script.fail(refusal);
        assertThat(this.script.thrown()).isSameAs(refusal);
    }

    @Test
    void hasNoRouteForACallerWhoIsGone() {
        this.script.target("a/one");
        this.script.target("b/two");
        this.script.step(Script.text("busy"));
        this.script.begin();
        this.script.interrupt();
        assertThat(this.script.thrown()).isInstanceOf(CallCancelledException.class);
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.interrupt();
        assertThat(this.script.thrown()).isInstanceOf(CallCancelledException.class);
    }

    @Test
    void treatsAConnectionThatSomebodyElseGaveUpOnAsABrokenOne() {
        this.script.target("answer");
        this.script.begin();
        this.script.fail(FailureKind.CANCELLED);
        assertThat(this.script.step()).isInstanceOf(Step.Wait.class);
        this.script.sleep();
        assertThat(this.script.attempt().previousFailure())
                .extracting(Failure::kind)
                .isEqualTo(FailureKind.NETWORK);
    }

    @Test
    void namesTheCircuitThatRefusedWhereNothingRan() {
        this.script.modelTarget("a/one");
        this.script.modelTarget("b/two");
        this.script.open("a");
        this.script.open("b/two");
        this.script.begin();
        assertThat(this.script.thrown()).isInstanceOfSatisfying(CircuitOpenException.class, (refused) -> {
            assertThat(refused.circuit()).isEqualTo("a");
            assertThat(refused.retryAfter()).hasSeconds(60);
            assertThat(refused.getStackTrace()).isEmpty();
        });
    }

    @Test
    void beginsNothingNewBelowAnAbandonedAttempt() {
        this.script.target("outer");
        this.script.begin();
        Script retry = new Script(this.script);
        retry.target("a/one");
        retry.begin();
        Script step = new Script(this.script);
        step.target("answer").attempts(1);
        step.step(Script.method("first")).step(Script.method("second"));
        step.begin();
        step.fail(FailureKind.OVERLOADED);
        Script waiting = new Script(this.script);
        waiting.target("answer");
        waiting.begin();
        waiting.fail(FailureKind.OVERLOADED);
        Script unbegun = new Script(this.script);
        unbegun.target("answer");
        this.script.attempt().abandon();
        assertThat(List.of(
                        retry.fail(FailureKind.OVERLOADED),
                        step.fail(FailureKind.OVERLOADED),
                        waiting.sleep(),
                        unbegun.begin()))
                .allSatisfy((end) -> assertThat(((Step.Fail) end).thrown()).isInstanceOf(CallCancelledException.class));
    }

    private record NoFallback() implements FallbackInvoker {

        @Override
        public boolean handles(Throwable thrown) {
            return false;
        }

        @Override
        public Object invoke(GuardedInvocation invocation, Failure failure, Throwable thrown) {
            throw new UnsupportedOperationException();
        }
    }

    private record TextStepBuilder(String text) {

        TextStep unless(FailureKind... kinds) {
            return new TextStep(new RouteCondition(Set.of(), Set.of(kinds), List.of()), this.text);
        }

        @SafeVarargs
        final TextStep whenException(Class<? extends Throwable>... types) {
            return new TextStep(new RouteCondition(Set.of(), Set.of(), List.of(types)), this.text);
        }
    }
}
