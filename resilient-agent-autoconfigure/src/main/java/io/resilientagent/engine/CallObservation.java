package io.resilientagent.engine;

import io.resilientagent.CallContext;
import org.jspecify.annotations.Nullable;

/**
 * Observes one call, on whatever threads it goes on. What it throws never changes the call's result. For a call of a
 * stream {@link #ended} comes with the first content, and the end of the attempt that answers comes later.
 */
public interface CallObservation {

    /**
     * An attempt or a fallback method begins. Not called for a target that is skipped.
     *
     * @param route a {@link TargetRoute}, or the {@link MethodStep} of a fallback method
     * @param attempt what the body sees
     * @return observes it, or null
     */
    default @Nullable AttemptObservation attemptBegins(Route route, CallContext attempt) {
        return null;
    }

    /** The call ended, in an answer or an exception, or its caller is gone. */
    default void ended(CallOutcome outcome) {}
}
