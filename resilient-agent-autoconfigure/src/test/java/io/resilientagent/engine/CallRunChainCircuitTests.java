package io.resilientagent.engine;

import java.time.Duration;

import io.resilientagent.AgentResult;
import io.resilientagent.CircuitOpenException;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** One circuit around a whole chain of targets. */
class CallRunChainCircuitTests {

    private final Script script = new Script();

    @BeforeEach
    void chainOfTwo() {
        this.script.chain = this.script.use(CircuitScope.OWN, "chain", CallRunCircuitTests.openAfter(2));
        this.script.modelTarget("a/one").attempts(2);
        this.script.modelTarget("b/two").attempts(2);
    }

    @Test
    void countsAPassAsASuccessWhenAnyTargetAnswers() {
        this.script.begin();
        this.script.failAll(FailureKind.OVERLOADED);
        this.script.answer("yes");
        assertThat(chain().bufferedCalls()).isEqualTo(1);
        assertThat(chain().failedCalls()).isZero();
    }

    @Test
    void countsAPassAsOneFailureWhenAllTargetsFailed() {
        this.script.begin();
        this.script.failAll(FailureKind.OVERLOADED);
        this.script.failAll(FailureKind.CONTEXT_OVERFLOW);
        assertThat(this.script.step()).isInstanceOf(Step.Fail.class);
        assertThat(chain().failedCalls()).isEqualTo(1);
        assertThat(chain().failuresByKind()).containsOnlyKeys(FailureKind.OVERLOADED);
    }

    @Test
    void doesNotCountAPassWithoutAKindThatCounts() {
        this.script.begin();
        this.script.failAll(FailureKind.CONTEXT_OVERFLOW);
        this.script.failAll(FailureKind.CONTEXT_OVERFLOW);
        assertThat(chain().bufferedCalls()).isZero();
        assertThat(chain().ignoredCalls()).isEqualTo(1);
    }

    @Test
    void doesNotCountAPassThatAllTargetsCircuitsRefused() {
        this.script.open("a/one");
        this.script.open("b");
        this.script.begin();
        assertThat(this.script.thrown()).isInstanceOf(CircuitOpenException.class);
        assertThat(chain().bufferedCalls()).isZero();
    }

    @Test
    void isSettledBeforeTheFallbackSteps() {
        this.script.step(Script.method("cheaper"));
        this.script.begin();
        this.script.failAll(FailureKind.OVERLOADED);
        this.script.failAll(FailureKind.OVERLOADED);
        assertThat(this.script.route()).isEqualTo("cheaper");
        assertThat(chain().failedCalls()).isEqualTo(1);
        this.script.answer("yes");
        assertThat(chain().bufferedCalls()).isEqualTo(1);
    }

    @Test
    void refusesTheWholeChainAtOnceAndGoesToTheFallback() {
        this.script.step(Script.text("overloaded", FailureKind.OVERLOADED));
        this.script.step(Script.text("busy", FailureKind.CIRCUIT_OPEN));
        this.script.shape = new ResultShape(true, false, true, false);
        this.script.open("chain");
        this.script.begin();
        assertThat(this.script.result().data()).isEqualTo("busy");
        assertThat(this.script.result().attempts()).isZero();
        assertThat(snapshot("a/one").notPermittedCalls()).isZero();
    }

    @Test
    void makesOneAttemptForEachTargetWhileHalfOpen() {
        halfOpen();
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.route()).isEqualTo("b/two");
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.step()).isInstanceOf(Step.Fail.class);
        assertThat(chain().state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void closesWhenAPassAnswersWhileHalfOpen() {
        halfOpen();
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.answer("yes");
        assertThat(chain().state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void keepsTheLeaseForTwiceTheDeadline() {
        this.script.deadline = Duration.ofMinutes(20);
        halfOpen();
        this.script.begin();
        this.script.pass(Duration.ofMinutes(40).minusNanos(1));
        assertThat(this.script.circuit("chain").nanosUntilAdmission(this.script.now()))
                .isEqualTo(Long.MAX_VALUE);
        this.script.pass(Duration.ofNanos(1));
        assertThat(this.script.circuit("chain").nanosUntilAdmission(this.script.now()))
                .isZero();
    }

    @Test
    void givesTheLeaseBackOnEveryOtherEnd() {
        halfOpen();
        this.script.begin();
        this.script.fail(new StackOverflowError());
        assertThat(admits()).isTrue();
        this.script.begin();
        this.script.interrupt();
        assertThat(admits()).isTrue();
        this.script.begin();
        this.script.answer(AgentResult.failed(FailureKind.OVERLOADED, "note"));
        this.script.answer(AgentResult.failed(FailureKind.OVERLOADED, "note"));
        assertThat(this.script.step()).isInstanceOf(Step.Fail.class);
        assertThat(admits()).isTrue();
        assertThat(chain().state()).isEqualTo(CircuitState.HALF_OPEN);
    }

    private void halfOpen() {
        this.script.open("chain");
        this.script.pass(Duration.ofSeconds(60));
    }

    private boolean admits() {
        return this.script.circuit("chain").nanosUntilAdmission(this.script.now()) == 0;
    }

    private CircuitSnapshot chain() {
        return snapshot("chain");
    }

    private CircuitSnapshot snapshot(String circuit) {
        return this.script.circuit(circuit).snapshot(this.script.now());
    }
}
