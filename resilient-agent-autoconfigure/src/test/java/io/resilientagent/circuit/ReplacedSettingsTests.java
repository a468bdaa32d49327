package io.resilientagent.circuit;

import java.time.Duration;

import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

class ReplacedSettingsTests {

    private final TestCircuit test = new TestCircuit(settings().failureThreshold(5));

    private void replace(TestSettings settings) {
        this.test.registry.replace("anthropic/claude", settings.build());
    }

    @Test
    void keepsTheWindowAndUsesTheNewThreshold() {
        this.test.fail(2);
        Lease running = this.test.begin();
        replace(settings().failureThreshold(3));
        assertThat(this.test.snapshot().bufferedCalls()).isEqualTo(2);
        running.fail(FailureKind.TIMEOUT, this.test.now(), 0, 0);
        assertThat(this.test.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void keepsOnlyFailuresInARowWhereTheWindowChanges() {
        this.test.fail(2);
        replace(settings().failureThreshold(3).window(WindowType.TIME, 5, 1));
        assertThat(this.test.snapshot().bufferedCalls()).isZero();
        assertThat(this.test.snapshot().consecutiveFailures()).isEqualTo(2);
        replace(settings().failureThreshold(3).window(WindowType.COUNT, 5, 1));
        this.test.fail(1);
        assertThat(this.test.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void keepsTheStateAndTheRunningWait() {
        this.test.fail(5);
        replace(settings().failureThreshold(5).wait(Duration.ofSeconds(5)));
        assertThat(this.test.untilAdmission()).isEqualTo(Duration.ofSeconds(60));
        this.test.pass(Duration.ofSeconds(60));
        this.test.fail(1);
        assertThat(this.test.untilAdmission()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void reachesAllCircuitsOfTheSettingsNowAndLater() {
        CircuitSettings old = settings().build();
        CircuitRegistry registry = this.test.registry;
        Circuit before = registry.computed("a", "tenants", old);
        Circuit other = registry.computed("b", "others", old);
        CircuitSettings changed = settings().failureThreshold(9).build();
        registry.replace("tenants", changed);
        assertThat(before.settings()).isEqualTo(changed);
        assertThat(other.settings()).isEqualTo(old);
        assertThat(registry.computed("c", "tenants", old).settings()).isEqualTo(changed);
        assertThat(registry.circuit("tenants", old).settings()).isEqualTo(changed);
    }
}
