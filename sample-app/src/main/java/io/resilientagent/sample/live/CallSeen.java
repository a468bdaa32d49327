package io.resilientagent.sample.live;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * A call that ended.
 *
 * @param at when
 * @param call its name
 * @param status how good its answer was
 * @param route who answered, or null
 * @param depth the place of that route, from 0; -1 if none answered
 * @param reason the kind of the last failure of an attempt, or null
 * @param millis how long it took
 */
record CallSeen(
        Instant at,
        String call,
        Status status,
        @Nullable String route,
        int depth,
        @Nullable FailureKind reason,
        long millis) {

    static CallSeen of(Instant at, CallPlan plan, CallOutcome outcome) {
        return new CallSeen(
                at,
                plan.name(),
                outcome.status(),
                outcome.route(),
                outcome.depth(),
                outcome.reason(),
                TimeUnit.NANOSECONDS.toMillis(outcome.elapsed()));
    }
}
