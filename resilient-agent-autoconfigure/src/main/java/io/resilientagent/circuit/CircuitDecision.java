package io.resilientagent.circuit;

import java.time.Duration;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * What a circuit has decided, as others may be told: in durations only, as their clocks may be minutes off.
 *
 * @param state any but {@link CircuitState#HALF_OPEN}
 * @param operator whether somebody said so, rather than outcomes of calls
 * @param reason the kind of the failure behind it; null if there is none
 * @param ageNanos how long ago it was decided
 * @param nanosLeft for how long it holds from now; {@link #NO_END} for CLOSED and for a forced state without an end
 */
public record CircuitDecision(
        CircuitState state, boolean operator, @Nullable FailureKind reason, long ageNanos, long nanosLeft) {

    /** What {@link #nanosLeft} is if nothing but another decision ends it. */
    public static final long NO_END = State.NO_END;

    /** The longest time that a decision may hold, and be known. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Checks what may come from another instance.
     *
     * @throws IllegalArgumentException if no circuit can have decided this
     */
    public CircuitDecision {
        check(state != CircuitState.HALF_OPEN && (operator || !state.isForced()), "state", state);
        check(reason == null || state == CircuitState.OPEN, "reason", reason);
        check(ageNanos >= 0 && ageNanos <= LONGEST.toNanos(), "age", ageNanos);
        boolean ends = nanosLeft > 0 && nanosLeft <= LONGEST.toNanos();
        boolean endless = nanosLeft == NO_END;
        check(
                switch (state) {
                    case CLOSED -> endless;
                    case OPEN -> ends;
                    default -> ends || endless;
                },
                "time left",
                nanosLeft);
    }

    private static void check(boolean valid, String what, @Nullable Object value) {
        if (!valid) {
            throw new IllegalArgumentException("Invalid " + what + " (" + value + ") of a circuit's decision");
        }
    }

    /** The same decision, seen some time later; null if it does not hold any more. */
    @Nullable
    CircuitDecision after(long nanos) {
        long left = (this.nanosLeft == NO_END) ? NO_END : this.nanosLeft - nanos;
        long age = this.ageNanos + nanos;
        return (left > 0 && age <= LONGEST.toNanos())
                ? new CircuitDecision(this.state, this.operator, this.reason, age, left)
                : null;
    }
}
