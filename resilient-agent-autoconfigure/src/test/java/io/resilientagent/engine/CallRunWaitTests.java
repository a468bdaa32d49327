package io.resilientagent.engine;

import java.time.Duration;

import io.resilientagent.CircuitOpenException;
import io.resilientagent.circuit.AdmissionWait;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A call whose every route is refused by a circuit waits for one that admits calls again, if it may. */
class CallRunWaitTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Script script = new Script();

    private double random;

    private void mayWait(Duration longest) {
        this.script.circuitWait = new AdmissionWait(longest.toNanos(), () -> this.random);
    }

    @Test
    void waitsForTheFirstCircuitThatAdmitsCallsAgain() {
        mayWait(MINUTE);
        this.script.modelTarget("a/one");
        this.script.open("a/one");
        this.script.pass(Duration.ofSeconds(20));
        this.script.modelTarget("b/two");
        this.script.open("b/two");
        this.script.begin();
        assertThat(this.script.waiting()).isEqualTo(Duration.ofSeconds(40));
        this.script.sleep();
        assertThat(this.script.route()).isEqualTo("a/one");
        assertThat(this.script.answer("yes")).isEqualTo(new Step.Answer("yes"));
        assertThat(this.script.circuit("a/one").state(this.script.now())).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void waitsForEveryCircuitOfATarget() {
        mayWait(MINUTE);
        this.script.modelTarget("a/one");
        this.script.open("a/one");
        this.script.pass(Duration.ofSeconds(20));
        this.script.open("a");
        this.script.begin();
        assertThat(this.script.waiting()).isEqualTo(MINUTE);
    }

    @Test
    void waitsForTheCircuitAroundTheChain() {
        mayWait(MINUTE);
        this.script.chain = this.script.use(CircuitScope.OWN, "own");
        this.script.target("a/one");
        this.script.open("own");
        this.script.begin();
        this.script.sleep();
        assertThat(this.script.route()).isEqualTo("a/one");
        this.script.answer("yes");
        assertThat(this.script.circuit("own").state(this.script.now())).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void doesNotComeBackAtOnceWithAllOthers() {
        mayWait(Duration.ofMinutes(2));
        this.random = 0.5;
        this.script.modelTarget("a/one");
        this.script.open("a/one");
        this.script.begin();
        assertThat(this.script.waiting()).isEqualTo(MINUTE.plusMillis(500));
    }

    @Test
    void asksAgainSoonWhileAnotherCallProbes() {
        mayWait(MINUTE);
        this.script.modelTarget("a/one");
        this.script.open("a/one");
        this.script.pass(MINUTE);
        var probe = this.script.circuit("a/one").acquire(this.script.now(), MINUTE.toNanos());
        this.script.begin();
        assertThat(this.script.waiting()).isEqualTo(Duration.ofMillis(250));
        this.script.sleep();
        assertThat(this.script.waiting()).isEqualTo(Duration.ofMillis(250));
        probe.succeed(this.script.now(), 1);
        this.script.sleep();
        assertThat(this.script.route()).isEqualTo("a/one");
    }

    @Test
    void doesNotBeginAWaitThatIsTooShort() {
        mayWait(Duration.ofSeconds(59));
        this.script.modelTarget("a/one");
        this.script.open("a/one");
        this.script.begin();
        assertThat(this.script.thrown()).isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void doesNotWaitBeyondTheDeadline() {
        mayWait(MINUTE);
        this.script.deadline = MINUTE;
        this.script.modelTarget("a/one");
        this.script.open("a/one");
        this.script.begin();
        assertThat(this.script.thrown()).isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void doesNotWaitForWhatNobodyWillLetThrough() {
        mayWait(Duration.ofDays(1));
        this.script.modelTarget("a/one");
        this.script.force("a/one", CircuitState.FORCED_OPEN);
        this.script.begin();
        assertThat(this.script.thrown()).hasMessage("circuit 'a/one' is forced open");
    }

    @Test
    void doesNotWaitAfterAnAttempt() {
        mayWait(MINUTE);
        this.script.modelTarget("a/one").attempts(1);
        this.script.begin();
        this.script.open("a/one");
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.step()).isInstanceOf(Step.Fail.class);
    }

    @Test
    void answersWithATextBeforeItWaits() {
        mayWait(MINUTE);
        this.script.modelTarget("a/one");
        this.script.step(Script.text("busy"));
        this.script.open("a/one");
        this.script.begin();
        assertThat(this.script.value()).isEqualTo("busy");
    }

    @Test
    void doesNotWaitOnceTheApplicationStops() {
        mayWait(MINUTE);
        this.script.modelTarget("a/one");
        this.script.open("a/one");
        this.script.engine().stop();
        this.script.begin();
        assertThat(this.script.thrown()).isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void saysThatAProbeIsOut() {
        this.script.modelTarget("a/one");
        this.script.open("a/one");
        this.script.pass(MINUTE);
        this.script.circuit("a/one").acquire(this.script.now(), MINUTE.toNanos());
        this.script.begin();
        assertThat(this.script.thrown()).hasMessage("circuit 'a/one' is half open and waits for its probe");
    }
}
