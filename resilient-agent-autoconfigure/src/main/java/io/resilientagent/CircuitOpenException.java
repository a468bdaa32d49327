package io.resilientagent;

import java.time.Duration;

import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** A circuit refused, and the method never ran. Has no stack trace: it is thrown often, and early. */
public final class CircuitOpenException extends ResilientAgentException {

    private final String circuit;

    private final CircuitState state;

    private final @Nullable Duration retryAfter;

    public CircuitOpenException(String circuit, CircuitState state, @Nullable Duration retryAfter) {
        super(
                problem(circuit, state) + ((retryAfter != null) ? "; retry in " + Durations.format(retryAfter) : ""),
                Failure.of(FailureKind.CIRCUIT_OPEN).retryAfter(retryAfter).build(),
                false);
        this.circuit = circuit;
        this.state = state;
        this.retryAfter = retryAfter;
    }

    private static String problem(String circuit, CircuitState state) {
        return "circuit '%s' is %s"
                .formatted(
                        circuit,
                        switch (state) {
                            case HALF_OPEN -> "half-open, and its probe has not come back";
                            case FORCED_OPEN -> "forced open";
                            default -> "open";
                        });
    }

    /** What is in the way, in a few words. */
    public String problem() {
        return problem(this.circuit, this.state);
    }

    /** The circuit that refused. */
    public String circuit() {
        return this.circuit;
    }

    /** How long until the circuit admits a call again; null if nobody knows (forced open, or a probe is running). */
    public @Nullable Duration retryAfter() {
        return this.retryAfter;
    }
}
