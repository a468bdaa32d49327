package io.resilientagent.engine;

import java.time.Duration;

import io.resilientagent.CallSaturatedException;
import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Attempts beyond {@code max-concurrent-calls} are not begun, and those that end make room. */
class CallRunConcurrencyTests {

    private final ConcurrencyLimit one = new ConcurrencyLimit(1);

    private final Script script = limited();

    private Script limited() {
        Script limited = new Script();
        limited.concurrency = this.one;
        return limited;
    }

    @Test
    void doesNotBeginAnAttemptTooMany() {
        this.one.tryAcquire();
        this.script.modelTarget("a/one").attempts(1);
        this.script.begin();
        assertThat(this.script.thrown())
                .isInstanceOf(CallSaturatedException.class)
                .hasMessageContaining("resilient-agent.calls.answer.max-concurrent-calls");
        assertThat(this.script.circuit("a/one").snapshot(this.script.now()).bufferedCalls())
                .isZero();
    }

    @Test
    void triesAgainAfterABackOff() {
        this.one.tryAcquire();
        this.script.target("a/one");
        this.script.begin();
        assertThat(this.script.waiting()).isEqualTo(Duration.ofSeconds(1));
        this.one.release();
        this.script.sleep();
        assertThat(this.script.route()).isEqualTo("a/one");
    }

    @Test
    void asksTheNextRouteInTheEnd() {
        this.one.tryAcquire();
        this.script.target("a/one").attempts(1);
        this.script.step(Script.text("busy"));
        this.script.begin();
        assertThat(this.script.value()).isEqualTo("busy");
    }

    @Test
    void holdsNoPlaceDuringAWait() {
        this.script.target("a/one");
        this.script.begin();
        assertThat(isFree()).isFalse();
        this.script.fail(FailureKind.OVERLOADED);
        assertThat(isFree()).isTrue();
        this.script.sleep();
        assertThat(isFree()).isFalse();
        this.script.answer("yes");
        assertThat(isFree()).isTrue();
    }

    @Test
    void givesThePlaceOfACancelledAttemptBack() {
        this.script.target("a/one");
        this.script.begin();
        this.script.interrupt();
        assertThat(isFree()).isTrue();
    }

    @Test
    void givesThePlaceOfABlankAnswerBackOnce() {
        this.script.target("a/one").attempts(1);
        this.script.begin();
        this.script.answer(" ");
        assertThat(isFree()).isTrue();
        this.one.tryAcquire();
        assertThat(isFree()).isFalse();
    }

    @Test
    void givesThePlaceBackForWhichThereWasNoThread() {
        this.script.target("a/one").attempts(1);
        this.script.begin();
        this.script.saturate();
        assertThat(isFree()).isTrue();
    }

    private boolean isFree() {
        boolean free = this.one.tryAcquire();
        if (free) {
            this.one.release();
        }
        return free;
    }
}
