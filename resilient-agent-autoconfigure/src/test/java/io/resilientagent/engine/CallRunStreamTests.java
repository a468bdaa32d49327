package io.resilientagent.engine;

import java.time.Duration;

import io.resilientagent.AgentResult;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.WindowType;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Problem;
import io.resilientagent.timeout.TimeLimits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A stream answers with its first content; its end is told afterwards, and decides nothing but circuits. */
class CallRunStreamTests {

    private final Script script = new Script();

    @Test
    void answersAtTheCommit() {
        this.script.shape = new ResultShape(true, false, true, true);
        this.script.modelTarget("a/one");
        this.script.begin();
        this.script.pass(Duration.ofSeconds(2));
        this.script.commit("stream");
        AgentResult<?> result = this.script.result();
        assertThat(result.data()).isEqualTo("stream");
        assertThat(result.elapsed()).isEqualTo(Duration.ofSeconds(2));
        assertThat(circuit("a/one").bufferedCalls()).isZero();
    }

    @Test
    void recordsTheEndWithTheTimeToTheCommit() {
        CircuitSettings slow = new CircuitSettings(
                5,
                50,
                WindowType.COUNT,
                20,
                10,
                Duration.ofSeconds(3),
                100,
                Duration.ofMinutes(1),
                null,
                Duration.ZERO,
                1);
        this.script.target("one").circuits(this.script.use(CircuitScope.OWN, "own", slow));
        this.script.begin();
        Attempt attempt = this.script.attempt();
        this.script.pass(Duration.ofSeconds(2));
        this.script.commit("stream");
        this.script.pass(Duration.ofSeconds(60));
        attempt.streamEnded(null, this.script.now());
        assertThat(circuit("own").bufferedCalls()).isEqualTo(1);
        assertThat(circuit("own").slowCalls()).isZero();
    }

    @Test
    void recordsOnceHoweverOftenItIsTold() {
        this.script.modelTarget("a/one");
        this.script.begin();
        Attempt attempt = this.script.attempt();
        this.script.commit("stream");
        attempt.streamEnded(Problem.of(FailureKind.NETWORK), this.script.now());
        attempt.streamEnded(null, this.script.now());
        attempt.streamCancelled(this.script.now());
        assertThat(circuit("a/one").failedCalls()).isEqualTo(1);
        assertThat(circuit("a/one").bufferedCalls()).isEqualTo(1);
    }

    @Test
    void countsACutStreamAgainstTheCircuitAroundTheChain() {
        this.script.chain = this.script.use(CircuitScope.OWN, "chain");
        this.script.modelTarget("a/one");
        this.script.begin();
        Attempt attempt = this.script.attempt();
        this.script.commit("stream");
        attempt.streamEnded(Problem.of(FailureKind.NETWORK), this.script.now());
        assertThat(circuit("chain").failedCalls()).isEqualTo(1);
    }

    @Test
    void recordsNothingOfACancelledStream() {
        this.script.chain = this.script.use(CircuitScope.OWN, "chain");
        this.script.modelTarget("a/one");
        this.script.begin();
        Attempt attempt = this.script.attempt();
        this.script.commit("stream");
        attempt.streamCancelled(this.script.now());
        assertThat(circuit("a/one").bufferedCalls()).isZero();
        assertThat(circuit("chain").bufferedCalls()).isZero();
        assertThat(attempt.isAbandoned()).isTrue();
    }

    @Test
    void givesAProbeBackAtTheCommit() {
        CircuitUse use = this.script.use(CircuitScope.OWN, "own");
        this.script.target("one").circuits(use).attempts(1);
        this.script.open("own");
        this.script.pass(Duration.ofSeconds(60));
        this.script.begin();
        Attempt attempt = this.script.attempt();
        this.script.commit("stream");
        assertThat(circuit("own").state()).isEqualTo(CircuitState.CLOSED);
        attempt.streamEnded(Problem.of(FailureKind.AUTHENTICATION), this.script.now());
        assertThat(circuit("own").state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void holdsItsPlaceUntilTheEnd() {
        ConcurrencyLimit one = new ConcurrencyLimit(1);
        this.script.concurrency = one;
        this.script.target("one");
        this.script.begin();
        Attempt attempt = this.script.attempt();
        this.script.commit("stream");
        assertThat(one.tryAcquire()).isFalse();
        attempt.streamEnded(null, this.script.now());
        assertThat(one.tryAcquire()).isTrue();
    }

    @Test
    void endsTheDeadlineAtTheCommit() {
        this.script.deadline = Duration.ofSeconds(10);
        this.script.target("one").timeout(Duration.ofSeconds(5));
        this.script.begin();
        Attempt attempt = this.script.attempt();
        assertThat(attempt.left(this.script.now()))
                .isEqualTo(Duration.ofSeconds(5).toNanos());
        this.script.commit("stream");
        this.script.pass(Duration.ofSeconds(60));
        assertThat(attempt.left(this.script.now())).isEqualTo(TimeLimits.UNLIMITED);
        assertThat(attempt.remaining()).isNull();
    }

    @Test
    void leavesAStreamInsideAnotherAttemptTheTimeOfThat() {
        this.script.target("outer").timeout(Duration.ofSeconds(30));
        this.script.begin();
        Script inner = new Script(this.script);
        inner.target("inner").timeout(Duration.ofSeconds(5));
        inner.begin();
        Attempt attempt = inner.attempt();
        inner.commit("stream");
        inner.pass(Duration.ofSeconds(10));
        assertThat(attempt.left(inner.now())).isEqualTo(Duration.ofSeconds(20).toNanos());
    }

    @Test
    void makesAStreamThatBrokeOffInsideFinal() {
        Problem cut = Problem.of(FailureKind.NETWORK);
        this.script.target("outer");
        this.script.begin();
        Script inner = new Script(this.script);
        inner.target("inner");
        inner.begin();
        Attempt attempt = inner.attempt();
        inner.commit("stream");
        attempt.streamEnded(cut, inner.now());
        this.script.fail(cut);
        assertThat(this.script.thrown()).isSameAs(cut);
    }

    @Test
    void rewardsTheRetryThatGaveAStream() {
        this.script.target("one");
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.sleep();
        this.script.commit("stream");
        assertThat(this.script.observed).containsExactly("one RECOVERED 2");
    }

    @Test
    void needsContentOfATargetOnly() {
        this.script.target("one").attempts(1);
        this.script.step(Script.method("other"));
        this.script.begin();
        assertThat(this.script.attempt().needsContent()).isTrue();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.attempt().needsContent()).isFalse();
        this.script.rejectBlank = false;
        this.script.begin();
        assertThat(this.script.attempt().needsContent()).isFalse();
    }

    private CircuitSnapshot circuit(String name) {
        return this.script.circuit(name).snapshot(this.script.now());
    }
}
