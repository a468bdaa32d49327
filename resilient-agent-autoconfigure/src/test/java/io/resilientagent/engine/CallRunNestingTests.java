package io.resilientagent.engine;

import java.time.Duration;

import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallRunNestingTests {

    private final Script outer = new Script();

    @Test
    void doesNotTryAgainWhatAnInnerCallGaveUpOn() {
        this.outer.target("outer").attempts(3);
        this.outer.step(Script.text("busy"));
        this.outer.begin();
        Script inner = inner("inner");
        Problem problem = Problem.of(FailureKind.OVERLOADED);
        inner.fail(problem);
        assertThat(inner.thrown()).isSameAs(problem);
        this.outer.fail(new IllegalStateException("wrapped", problem));
        assertThat(this.outer.value()).isEqualTo("busy");
        assertThat(this.outer.observed).containsExactly("outer PERMANENT 1");
    }

    @Test
    void knowsEveryInnerFailureNotOnlyTheLast() {
        this.outer.target("outer").attempts(3);
        this.outer.begin();
        Problem first = Problem.of(FailureKind.OVERLOADED);
        inner("inner").fail(first);
        inner("other").fail(Problem.of(FailureKind.NETWORK));
        inner("third").answer("fine");
        this.outer.fail(first);
        assertThat(this.outer.step()).isInstanceOf(Step.Fail.class);
    }

    @Test
    void triesItsOwnFailureAgainAlsoAfterAnInnerOneThatTheBodyMended() {
        this.outer.target("outer").attempts(3);
        this.outer.begin();
        inner("inner").fail(FailureKind.OVERLOADED);
        this.outer.fail(Problem.of(FailureKind.OVERLOADED));
        assertThat(this.outer.step()).isInstanceOf(Step.Wait.class);
    }

    @Test
    void passesItsLeaseToTheFirstInnerAttemptOnTheSameCircuit() {
        this.outer.target("outer").circuits(this.outer.use(CircuitScope.OWN, "llm"));
        halfOpen("llm");
        this.outer.begin();
        Script inner = inner("inner", "llm");
        assertThat(inner.step()).isInstanceOf(Attempt.class);
        inner.answer("yes");
        assertThat(state("llm")).isEqualTo(CircuitState.CLOSED);
        this.outer.fail(FailureKind.OVERLOADED);
        assertThat(snapshot("llm").failedCalls()).isZero();
        assertThat(snapshot("llm").lateCalls()).isZero();
    }

    @Test
    void settlesACircuitOnceForAllOfACallTree() {
        this.outer.target("outer").circuits(this.outer.use(CircuitScope.OWN, "llm"));
        this.outer.begin();
        Script inner = inner("inner", "llm");
        inner.answer("yes");
        this.outer.answer("yes");
        assertThat(snapshot("llm").bufferedCalls()).isEqualTo(1);
    }

    @Test
    void takesLeasesOfItsOwnForLaterInnerAttempts() {
        this.outer.target("outer").circuits(this.outer.use(CircuitScope.OWN, "llm"));
        this.outer.begin();
        Script first = inner("inner", "llm");
        first.fail(FailureKind.OVERLOADED);
        inner("other", "llm").answer("yes");
        this.outer.answer("yes");
        assertThat(snapshot("llm").bufferedCalls()).isEqualTo(2);
        assertThat(snapshot("llm").failedCalls()).isEqualTo(1);
    }

    @Test
    void recordsAnInnerFailureOnlyInCircuitsThatTheInnerCallDidNotUse() {
        this.outer
                .target("outer")
                .circuits(this.outer.use(CircuitScope.OWN, "outer"), this.outer.use(CircuitScope.OWN, "llm"));
        this.outer.begin();
        Script inner = inner("inner", "llm");
        Problem problem = Problem.of(FailureKind.OVERLOADED);
        inner.fail(problem);
        this.outer.fail(problem);
        assertThat(snapshot("outer").failedCalls()).isEqualTo(1);
        assertThat(snapshot("llm").failedCalls()).isEqualTo(1);
    }

    @Test
    void getsALeaseBackThatAnInnerCallCouldNotUse() {
        this.outer.target("outer").circuits(this.outer.use(CircuitScope.OWN, "llm"));
        halfOpen("llm");
        this.outer.begin();
        Script inner = new Script(this.outer);
        inner.target("inner")
                .circuits(this.outer.use(CircuitScope.OWN, "llm"), this.outer.use(CircuitScope.OWN, "other"));
        this.outer.open("other");
        inner.begin();
        assertThat(inner.step()).isInstanceOf(Step.Fail.class);
        this.outer.answer("without it");
        assertThat(state("llm")).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void lendsTheLeaseOfAChainToo() {
        this.outer.chain = this.outer.use(CircuitScope.OWN, "llm");
        this.outer.modelTarget("a/one");
        this.outer.modelTarget("b/two");
        halfOpen("llm");
        this.outer.begin();
        Script inner = inner("inner", "llm");
        assertThat(inner.step()).isInstanceOf(Attempt.class);
        inner.answer("yes");
        assertThat(state("llm")).isEqualTo(CircuitState.CLOSED);
        this.outer.answer("yes");
        assertThat(snapshot("llm").bufferedCalls()).isZero();
    }

    @Test
    void lendsThroughMoreThanOneLevel() {
        this.outer.target("outer").circuits(this.outer.use(CircuitScope.OWN, "llm"));
        halfOpen("llm");
        this.outer.begin();
        Script middle = inner("middle", "llm");
        Script inner = new Script(middle);
        inner.target("inner").circuits(this.outer.use(CircuitScope.OWN, "llm"));
        inner.begin();
        inner.fail(FailureKind.OVERLOADED);
        assertThat(state("llm")).isEqualTo(CircuitState.OPEN);
        middle.fail(FailureKind.OVERLOADED);
        this.outer.fail(FailureKind.OVERLOADED);
        assertThat(snapshot("llm").failuresByKind()).containsEntry(FailureKind.OVERLOADED, 1L);
    }

    private Script inner(String name, String... circuits) {
        Script inner = new Script(this.outer);
        Target target = inner.target(name).attempts(1);
        for (String circuit : circuits) {
            target.circuits(this.outer.use(CircuitScope.OWN, circuit));
        }
        inner.begin();
        return inner;
    }

    private void halfOpen(String circuit) {
        this.outer.open(circuit);
        this.outer.pass(Duration.ofSeconds(60));
    }

    private CircuitState state(String circuit) {
        return this.outer.circuit(circuit).state(this.outer.now());
    }

    private CircuitSnapshot snapshot(String circuit) {
        return this.outer.circuit(circuit).snapshot(this.outer.now());
    }
}
