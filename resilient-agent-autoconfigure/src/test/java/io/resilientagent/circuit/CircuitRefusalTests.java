package io.resilientagent.circuit;

import java.time.Duration;

import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

class CircuitRefusalTests {

    private final TestCircuit test = new TestCircuit(settings().failureThreshold(1));

    private CircuitRefusal refusal() {
        return this.test.circuit.refusal(this.test.now());
    }

    @Test
    void saysThatTheCircuitIsOpenWhyAndForHowLong() {
        this.test.fail(1);
        this.test.pass(Duration.ofSeconds(20));
        assertThat(refusal())
                .isEqualTo(new CircuitRefusal(
                        "anthropic/claude",
                        CircuitState.OPEN,
                        FailureKind.OVERLOADED,
                        Duration.ofSeconds(40).toNanos()));
        assertThat(refusal().text()).isEqualTo("circuit 'anthropic/claude' is open");
    }

    @Test
    void doesNotSayOpenWhereAProbeIsOut() {
        this.test.fail(1);
        this.test.pass(Duration.ofSeconds(60));
        Lease probe = this.test.begin();
        this.test.refuses();
        assertThat(refusal())
                .isEqualTo(new CircuitRefusal("anthropic/claude", CircuitState.HALF_OPEN, null, Long.MAX_VALUE));
        assertThat(refusal().text()).isEqualTo("circuit 'anthropic/claude' is half open and waits for its probe");
        probe.succeed(this.test.now(), 0);
        assertThat(refusal().text()).isEqualTo("circuit 'anthropic/claude' was open until now");
    }

    @Test
    void saysThatSomebodyForcedIt() {
        this.test.registry.force("anthropic/claude", CircuitState.FORCED_OPEN, null);
        assertThat(refusal().text()).isEqualTo("circuit 'anthropic/claude' is forced open");
        assertThat(refusal().nanosUntilAdmission()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void admitsThatItsTimeIsOver() {
        this.test.fail(1);
        this.test.pass(Duration.ofSeconds(60));
        assertThat(refusal()).isEqualTo(new CircuitRefusal("anthropic/claude", CircuitState.HALF_OPEN, null, 0));
        assertThat(refusal().text()).isEqualTo("circuit 'anthropic/claude' was open until now");
    }
}
