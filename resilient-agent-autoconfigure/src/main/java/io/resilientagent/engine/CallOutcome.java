package io.resilientagent.engine;

import io.resilientagent.AgentResult;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param status how good the answer was
 * @param route who answered, or null
 * @param depth the place of that route in the call's routes, from 0; -1 if none answered
 * @param reason the kind of the last failure of an attempt, or null; {@code CANCELLED} if its caller is gone
 * @param elapsed how long the call took, in nanoseconds
 */
public record CallOutcome(
        AgentResult.Status status,
        @Nullable String route,
        int depth,
        @Nullable FailureKind reason,
        long elapsed) {}
