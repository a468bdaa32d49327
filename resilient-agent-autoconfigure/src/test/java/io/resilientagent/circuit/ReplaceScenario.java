package io.resilientagent.circuit;

import java.util.Objects;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/** Settings that change while the circuit enters a new period: in the end the window has the size that they say. */
public class ReplaceScenario {

    private static final int LARGEST = 4;

    private final Circuit circuit = new Circuit("c", "c", rules(2), new CircuitListener() {}, 0);

    private static Rules rules(int size) {
        return new Rules(
                TestSettings.settings().window(WindowType.COUNT, size, LARGEST).build());
    }

    /** The settings change. */
    @Operation
    public void replace(@Param(gen = IntGen.class, conf = "2:4") int size) {
        this.circuit.replace(rules(size), 0);
    }

    /** Somebody resets. */
    @Operation
    public void reset() {
        this.circuit.force(CircuitState.CLOSED, null, 0);
    }

    /** Fills the window, which then shows its size. */
    @Validate
    public void windowFitsTheSettings() {
        Lease lease = Objects.requireNonNull(this.circuit.acquire(0, 1));
        for (int i = 0; i < LARGEST; i++) {
            lease.succeed(0, 0);
        }
        int size = this.circuit.snapshot(0).bufferedCalls();
        if (size != this.circuit.settings().slidingWindowSize()) {
            throw new IllegalStateException("The window has " + size + " places, as in " + this.circuit.settings());
        }
    }
}
