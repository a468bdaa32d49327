package io.resilientagent.circuit;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * What became of a probe, with all that is needed to act on it: whoever sees it may.
 *
 * @param verdict what it means
 * @param slow whether it took too long
 * @param kind how it failed, if it did
 * @param adviceNanos what the provider advised; 0 = nothing
 * @param atOnce whether the kind of failure opens at once
 */
record ProbeResult(Verdict verdict, boolean slow, @Nullable FailureKind kind, long adviceNanos, boolean atOnce) {

    static final ProbeResult NONE = new ProbeResult(Verdict.NONE, false, null, 0, false);

    static final ProbeResult RELEASED = new ProbeResult(Verdict.LEFT, false, null, 0, false);

    static final ProbeResult EXPIRED = new ProbeResult(Verdict.LEFT, false, null, 0, false);

    /** Expired, and its result came after all. */
    static final ProbeResult LATE = new ProbeResult(Verdict.LEFT, false, null, 0, false);

    static final ProbeResult SUCCEEDED = new ProbeResult(Verdict.SUCCEEDED, false, null, 0, false);

    static final ProbeResult SUCCEEDED_SLOWLY = new ProbeResult(Verdict.SUCCEEDED, true, null, 0, false);

    enum Verdict {
        NONE,
        SUCCEEDED,
        FAILED,
        /** None, and the place is free. */
        LEFT
    }

    boolean is(Verdict verdict) {
        return this.verdict == verdict;
    }
}
