package io.resilientagent.circuit;

import java.util.Objects;

import io.resilientagent.failure.FailureKind;
import org.jetbrains.lincheck.datastructures.Operation;

/** Calls that end together while the circuit opens, is forced and reset. */
public class ClosedScenario {

    private final Circuit circuit = new Circuit(
            "c",
            "c",
            new Rules(TestSettings.settings()
                    .failureThreshold(2)
                    .window(WindowType.COUNT, 2, 2)
                    .build()),
            new CircuitListener() {},
            0);

    private final Lease lease = Objects.requireNonNull(this.circuit.acquire(0, 1));

    /** A call of the first period ends well. */
    @Operation
    public void succeed() {
        this.lease.succeed(0, 0);
    }

    /** A call of the first period ends badly. */
    @Operation
    public void fail() {
        this.lease.fail(FailureKind.TIMEOUT, 0, 0, 0);
    }

    /** A provider asks to stay away. */
    @Operation
    public void advise() {
        this.lease.open(FailureKind.RATE_LIMITED, 0, 0, 90_000_000_000L);
    }

    /** Somebody resets. */
    @Operation
    public void reset() {
        this.circuit.force(CircuitState.CLOSED, null, 0);
    }

    /** A call asks. */
    @Operation
    public boolean acquire() {
        return this.circuit.acquire(0, 1) != null;
    }

    /** Somebody looks. */
    @Operation
    public CircuitState state() {
        return this.circuit.state(0);
    }

    /** Somebody asks how long. */
    @Operation
    public long nanosUntilAdmission() {
        return this.circuit.nanosUntilAdmission(0);
    }
}
