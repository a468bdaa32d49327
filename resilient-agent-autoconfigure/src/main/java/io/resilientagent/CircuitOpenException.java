package io.resilientagent;

import java.time.Duration;

import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** A circuit refused, and the method never ran. Has no stack trace: it is thrown often, and early. */
public final class CircuitOpenException extends ResilientAgentException {

    private final String circuit;

    private final @Nullable Duration retryAfter;

    public CircuitOpenException(String circuit, @Nullable Duration retryAfter) {
        super(
                "circuit '%s' is open%s"
                        .formatted(circuit, (retryAfter != null) ? "; retry in " + Durations.format(retryAfter) : ""),
                Failure.of(FailureKind.CIRCUIT_OPEN).retryAfter(retryAfter).build(),
                false);
        this.circuit = circuit;
        this.retryAfter = retryAfter;
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
