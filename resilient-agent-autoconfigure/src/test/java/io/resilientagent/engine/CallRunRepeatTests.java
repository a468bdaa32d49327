package io.resilientagent.engine;

import io.resilientagent.Repeat;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallRunRepeatTests {

    private final Script script = new Script();

    @BeforeEach
    void twoTargetsAndAMethod() {
        this.script.target("a/one").attempts(2);
        this.script.target("b/two").attempts(2);
        this.script.step(Script.method("cheaper"));
    }

    @Test
    void neverBeginsTheBodyAgain() {
        this.script.repeat = Repeat.NEVER;
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.route()).isEqualTo("cheaper");
    }

    @Test
    void beginsTheBodyElsewhereWhereACircuitKeptItFromRunning() {
        Script refused = new Script();
        refused.repeat = Repeat.NEVER;
        refused.modelTarget("a/one");
        refused.modelTarget("b/two");
        refused.open("a/one");
        refused.begin();
        assertThat(refused.route()).isEqualTo("b/two");
    }

    @ParameterizedTest
    @EnumSource(
            value = Repeat.class,
            names = {"IF_REFUSED", "NEVER"})
    void beginsTheBodyAgainWhereThereWasNoThreadForIt(Repeat repeat) {
        this.script.repeat = repeat;
        this.script.begin();
        this.script.saturate();
        this.script.sleep();
        assertThat(this.script.route()).isEqualTo("a/one");
        this.script.saturate();
        assertThat(this.script.route()).isEqualTo("b/two");
    }

    @ParameterizedTest
    @EnumSource(
            value = Repeat.class,
            names = {"IF_REFUSED", "NEVER"})
    void doesNotBeginABodyAgainThatFoundNoThreadForSomethingInside(Repeat repeat) {
        this.script.repeat = repeat;
        this.script.begin();
        this.script.fail(FailureKind.SATURATED);
        assertThat(this.script.route()).isEqualTo("cheaper");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"RATE_LIMITED", "OVERLOADED", "NETWORK"})
    void repeatsWhatWasRefused(FailureKind kind) {
        this.script.repeat = Repeat.IF_REFUSED;
        this.script.begin();
        this.script.fail(kind);
        this.script.sleep();
        assertThat(this.script.route()).isEqualTo("a/one");
        this.script.fail(kind);
        assertThat(this.script.route()).isEqualTo("b/two");
    }

    @Test
    void doesNotRepeatWhatMayHaveBeenDone() {
        this.script.repeat = Repeat.IF_REFUSED;
        this.script.begin();
        this.script.fail(Problem.billed(FailureKind.NETWORK));
        assertThat(this.script.route()).isEqualTo("cheaper");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"SERVER_ERROR", "TIMEOUT", "MALFORMED_RESPONSE", "AUTHENTICATION", "CONTEXT_OVERFLOW"})
    void doesNotRepeatWhatWasNotARefusal(FailureKind kind) {
        this.script.repeat = Repeat.IF_REFUSED;
        this.script.begin();
        this.script.fail(kind);
        assertThat(this.script.route()).isEqualTo("cheaper");
    }

    @Test
    void stopsRepeatingOnceTheBodySaysSo() {
        this.script.begin();
        this.script.fail(FailureKind.OVERLOADED);
        this.script.sleep();
        this.script.attempt().noRepeat();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.route()).isEqualTo("cheaper");
    }

    @Test
    void stopsTheCallsAroundToo() {
        this.script.begin();
        Script inner = new Script(this.script);
        inner.target("tool");
        inner.begin();
        inner.attempt().noRepeat();
        inner.fail(FailureKind.OVERLOADED);
        assertThat(inner.step()).isInstanceOf(Step.Fail.class);
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(this.script.route()).isEqualTo("cheaper");
    }
}
