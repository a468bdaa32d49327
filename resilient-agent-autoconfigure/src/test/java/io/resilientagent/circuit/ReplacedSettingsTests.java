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

    @Test
    void reachesTheOverflowNowAndLater() {
        CircuitSettings old = settings().build();
        CircuitRegistry registry = new CircuitRegistry(this.test::now, 1);
        registry.computed("a", "tenants", old);
        registry.computed("x", "others", old);
        Circuit overflow = registry.computed("b", "tenants", old);
        assertThat(overflow.name()).isEqualTo("tenants#overflow");
        CircuitSettings changed = settings().failureThreshold(9).build();
        registry.replace("tenants", changed);
        assertThat(overflow.settings()).isEqualTo(changed);
        registry.replace("others", changed);
        this.test.pass(Duration.ofSeconds(2));
        assertThat(registry.computed("c", "others", old).settings()).isEqualTo(changed);
    }

    @Test
    void waitsForACircuitThatDoesNotExistYet() {
        CircuitSettings changed = settings().failureThreshold(9).build();
        this.test.registry.replace("later", changed);
        assertThat(this.test.registry.find("later")).isEmpty();
        assertThat(this.test.registry.circuit("later", settings().build()).settings())
                .isEqualTo(changed);
    }

    @Test
    void theNumbersOfOneComputedCircuitGoBeforeThoseThatItShares() {
        CircuitSettings old = settings().build();
        CircuitSettings shared = settings().failureThreshold(8).build();
        CircuitSettings special = settings().failureThreshold(9).build();
        CircuitRegistry registry = new CircuitRegistry(this.test::now, 1);
        Circuit circuit = registry.computed("a", "tenants", old);
        registry.replace("a", special);
        registry.replace("tenants", shared);
        assertThat(circuit.settings()).isEqualTo(special);
        this.test.pass(Duration.ofMinutes(2));
        assertThat(registry.computed("b", "tenants", old).settings()).isEqualTo(shared);
        this.test.pass(Duration.ofMinutes(2));
        assertThat(registry.computed("a", "tenants", old)).isNotSameAs(circuit);
        assertThat(registry.computed("a", "tenants", old).settings()).isEqualTo(special);
    }

    @Test
    void keepsAForcedStateAndItsEnd() {
        this.test.registry.force("anthropic/claude", CircuitState.FORCED_OPEN, Duration.ofMinutes(5));
        replace(settings().failureThreshold(1));
        assertThat(this.test.untilAdmission()).isEqualTo(Duration.ofMinutes(5));
        this.test.pass(Duration.ofMinutes(5));
        this.test.fail(1);
        assertThat(this.test.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void aHalfOpenPhaseKeepsItsPlacesAndItsProbes() {
        this.test.fail(5);
        this.test.pass(Duration.ofSeconds(60));
        Lease probe = this.test.begin();
        replace(settings().failureThreshold(5).permitted(3));
        this.test.refuses();
        probe.succeed(this.test.now(), 0);
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
    }
}
