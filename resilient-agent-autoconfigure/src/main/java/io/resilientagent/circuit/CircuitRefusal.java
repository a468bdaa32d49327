package io.resilientagent.circuit;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Why a circuit refused a call.
 *
 * @param circuit the circuit's name
 * @param state its state; one that admits calls if it changed since the refusal
 * @param reason the kind of the failure behind that state; null if there is none
 * @param nanosUntilAdmission how long until the circuit may admit a call: 0 = now, {@link Long#MAX_VALUE} = nobody
 *     knows, because it is forced open for good or its probes are out
 */
public record CircuitRefusal(
        String circuit, CircuitState state, @Nullable FailureKind reason, long nanosUntilAdmission) {

    /** In words for notes and messages: {@code circuit 'a/one' is half open and waits for its probe}. */
    public String text() {
        return "circuit '" + this.circuit + "' " + words();
    }

    private String words() {
        return switch (this.state) {
            case OPEN -> "is open";
            case FORCED_OPEN -> "is forced open";
            case HALF_OPEN ->
                (this.nanosUntilAdmission > 0) ? "is half open and waits for its probe" : "was open until now";
            case CLOSED, DISABLED -> "was open until now";
        };
    }
}
