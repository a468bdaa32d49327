package io.resilientagent.circuit;

import java.util.Objects;

import io.resilientagent.failure.FailureKind;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Words that are said here and elsewhere, and outcomes: none that waits for its place is replaced. */
public class AdoptionScenario {

    private static final String NAME = "c";

    private final CircuitRegistry registry = new CircuitRegistry(() -> 0, 1);

    private final Circuit circuit = this.registry.circuit(
            NAME, TestSettings.settings().failureThreshold(1).build());

    /** Somebody says something here. */
    @Operation
    public void say(@Param(gen = BooleanGen.class) boolean forced) {
        this.registry.force(NAME, state(forced), null);
    }

    /** The last word that was said here has its place. */
    @Operation
    public void settle() {
        OperatorWord word = this.circuit.word();
        if (word != null) {
            word.settle();
        }
    }

    /** Somebody said something elsewhere. */
    @Operation
    public boolean hear(@Param(gen = BooleanGen.class) boolean forced) {
        CircuitDecision decision = new CircuitDecision(state(forced), true, null, 0, CircuitDecision.NO_END);
        return this.registry.adopt(NAME, decision, 0, 0);
    }

    private static CircuitState state(boolean forced) {
        return forced ? CircuitState.FORCED_OPEN : CircuitState.CLOSED;
    }

    /** A call fails, if it is admitted. */
    @Operation
    public boolean fail() {
        Lease lease = this.circuit.acquire(0, 1);
        if (lease != null) {
            lease.fail(FailureKind.TIMEOUT, 0, 0, 0);
        }
        return lease != null;
    }

    /** What is to be told of the last word. */
    @Operation
    public String told() {
        OperatorWord word = this.circuit.word();
        return Objects.toString((word != null) ? word.decision(0) : null);
    }

    /** What calls meet. */
    @Operation
    public CircuitState state() {
        return this.circuit.state(0);
    }
}
