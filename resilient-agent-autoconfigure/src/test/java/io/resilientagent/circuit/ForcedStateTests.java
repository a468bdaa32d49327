package io.resilientagent.circuit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ForcedStateTests {

    private final TestCircuit test = new TestCircuit(settings().failureThreshold(2));

    private void force(CircuitState state, @Nullable Duration duration) {
        this.test.registry.force("anthropic/claude", state, duration);
    }

    @Test
    void forcedOpenRefusesForGood() {
        force(CircuitState.FORCED_OPEN, null);
        this.test.pass(Duration.ofDays(100));
        this.test.refuses();
        assertThat(this.test.circuit.nanosUntilAdmission(this.test.now())).isEqualTo(Long.MAX_VALUE);
        assertThat(this.test.snapshot().openUntilNanos()).isNull();
        assertThat(this.test.snapshot().origin()).isEqualTo(CircuitOrigin.OPERATOR);
    }

    @Test
    void forcedOpenForATimeEndsClosedAndEmpty() {
        this.test.fail(1);
        force(CircuitState.FORCED_OPEN, Duration.ofMinutes(5));
        assertThat(this.test.untilAdmission()).isEqualTo(Duration.ofMinutes(5));
        assertThat(this.test.snapshot().openUntilNanos())
                .isEqualTo(Duration.ofMinutes(5).toNanos());
        this.test.refuses();
        this.test.pass(Duration.ofMinutes(5));
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
        this.test.fail(1);
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(this.test.snapshot().transitions())
                .extracting(CircuitTransition::to)
                .containsExactly(CircuitState.FORCED_OPEN, CircuitState.CLOSED);
    }

    @Test
    void disabledAdmitsEverythingAndRecordsNothing() {
        force(CircuitState.DISABLED, Duration.ofMinutes(5));
        this.test.fail(10);
        this.test.succeed(1);
        this.test.begin().open(FailureKind.AUTHENTICATION, this.test.now(), 0, 0);
        this.test.begin().release(this.test.now());
        assertThat(this.test.state()).isEqualTo(CircuitState.DISABLED);
        assertThat(this.test.snapshot().bufferedCalls()).isZero();
        assertThat(this.test.snapshot().failuresByKind()).isEmpty();
        Lease lease = this.test.begin();
        this.test.pass(Duration.ofMinutes(5));
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
        lease.fail(FailureKind.TIMEOUT, this.test.now(), 0, 0);
        this.test.fail(1);
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void openForATimeEndsHalfOpen() {
        force(CircuitState.OPEN, Duration.ofSeconds(7));
        assertThat(this.test.untilAdmission()).isEqualTo(Duration.ofSeconds(7));
        assertThat(this.test.snapshot().reason()).isNull();
        this.test.pass(Duration.ofSeconds(7));
        assertThat(this.test.begin().isProbe()).isTrue();
    }

    @Test
    void openWithoutATimeLastsTheBaseWait() {
        force(CircuitState.OPEN, null);
        assertThat(this.test.untilAdmission()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void resetMeansAnEmptyWindowAndTheBaseWait() {
        this.test.begin().open(FailureKind.AUTHENTICATION, 0, 0, 0);
        this.test.pass(Duration.ofSeconds(60));
        this.test.begin().open(FailureKind.AUTHENTICATION, this.test.now(), 0, 0);
        this.test.registry.reset("anthropic/claude");
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
        this.test.begin().open(FailureKind.AUTHENTICATION, this.test.now(), 0, 0);
        assertThat(this.test.untilAdmission()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void resetOfAClosedCircuitEmptiesTheWindowWithoutATransition() {
        this.test.fail(1);
        Lease before = this.test.begin();
        this.test.registry.resetAll();
        before.fail(FailureKind.TIMEOUT, this.test.now(), 0, 0);
        this.test.fail(1);
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(this.test.transitions).isEmpty();
    }

    @Test
    void whoeverRemembersFailuresElsewhereIsToldOfAReset() {
        List<String> told = new ArrayList<>();
        this.test.registry.addListener(new CircuitListener() {
            @Override
            public void onTransition(CircuitTransition transition) {
                told.add(transition.from() + " to " + transition.to());
            }

            @Override
            public void onReset(Circuit circuit) {
                told.add("reset " + circuit.name());
            }
        });
        this.test.registry.resetAll();
        force(CircuitState.FORCED_OPEN, null);
        this.test.registry.reset("anthropic/claude");
        force(CircuitState.DISABLED, Duration.ofSeconds(1));
        this.test.pass(Duration.ofSeconds(1));
        this.test.succeed(1);
        force(CircuitState.CLOSED, null);
        assertThat(told)
                .containsExactly(
                        "reset anthropic/claude",
                        "CLOSED to FORCED_OPEN",
                        "FORCED_OPEN to CLOSED",
                        "reset anthropic/claude",
                        "CLOSED to DISABLED",
                        "DISABLED to CLOSED",
                        "reset anthropic/claude");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.test.registry.force("nobody", CircuitState.OPEN, null))
                .withMessageContaining("'nobody'");
        assertThat(this.test.registry.find("nobody")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> force(CircuitState.HALF_OPEN, null))
                .withMessageContaining("HALF_OPEN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> force(CircuitState.CLOSED, Duration.ofSeconds(1)))
                .withMessageContaining("CLOSED");
        assertThatIllegalArgumentException().isThrownBy(() -> force(CircuitState.OPEN, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> force(CircuitState.OPEN, Duration.ofDays(366)));
        assertThatIllegalArgumentException().isThrownBy(() -> force(CircuitState.OPEN, Duration.ofSeconds(-1)));
    }
}
