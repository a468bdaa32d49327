package io.resilientagent;

import java.util.List;

import io.resilientagent.failure.Failure;

/**
 * Every route failed, fallbacks included. The message lists each route with its kind; the cause is what the first
 * target threw.
 */
public final class AllFallbacksFailedException extends ResilientAgentException {

    private final List<FailedAttempt> failures;

    public AllFallbacksFailedException(String message, Failure failure, Throwable cause, List<FailedAttempt> failures) {
        super(message, failure, cause, true);
        this.failures = List.copyOf(failures);
    }

    /** The failed attempts in order, at most {@value AgentResult#MAX_FAILURES}. */
    public List<FailedAttempt> failures() {
        return this.failures;
    }
}
