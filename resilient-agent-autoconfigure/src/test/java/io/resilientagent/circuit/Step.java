package io.resilientagent.circuit;

import java.time.Duration;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** One thing that can happen to a circuit. */
sealed interface Step {

    /** A call begins. */
    record Begin(Duration lease) implements Step {}

    /** The n-th of the calls begun so far ends, perhaps not for the first time if it was a probe. */
    record End(int call, Result result, FailureKind kind, Duration elapsed, Duration advice) implements Step {}

    /** Time passes. */
    record Pass(Duration time) implements Step {}

    /** Somebody forces a state. */
    record Force(CircuitState state, @Nullable Duration duration) implements Step {}

    /** Another instance tells what it has decided. */
    record Adopt(CircuitDecision decision, Duration slack, Duration spread) implements Step {}

    /** The last word that was said here has its place among those of other instances. */
    record Settle() implements Step {}

    /** The settings change. */
    record Replace(CircuitSettings settings) implements Step {}

    /** How a call ends. */
    enum Result {
        SUCCEED,
        FAIL,
        OPEN,
        RELEASE,
        UNDO
    }
}
