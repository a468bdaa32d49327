package io.resilientagent.engine;

import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens in guarded calls, on the thread where it happens. Must be quick and thread-safe. One that
 * throws never changes a call's result: it is named in one WARN, after that at DEBUG.
 */
public interface CallObserver {

    /**
     * A call begins, on its caller's thread.
     *
     * @return observes this one call; null, as by default, costs nothing more
     */
    default @Nullable CallObservation callBegins(CallStart call) {
        return null;
    }

    /**
     * An attempt on a target ended. Not called for fallback steps, nor for a target that was skipped.
     *
     * @param failure why it failed, or null if it answered
     * @param elapsed how long it took, in nanoseconds
     */
    default void attemptEnded(CallPlan plan, TargetRoute target, @Nullable Failure failure, long elapsed) {}

    /**
     * The caller of an attempt on a target is gone; of a stream, before its last item. Then {@link #attemptEnded} is not
     * called.
     *
     * @param elapsed how long it took, in nanoseconds
     */
    default void attemptCancelled(CallPlan plan, TargetRoute target, long elapsed) {}

    /**
     * No more tries are made on a target of which at least one failed.
     *
     * @param result why not
     * @param tries how many were made
     */
    default void retriesEnded(CallPlan plan, TargetRoute target, RetryResult result, int tries) {}

    /** A call ended, in an answer or an exception. One whose caller is gone has failed: {@code CANCELLED}. */
    default void callEnded(CallPlan plan, CallOutcome outcome) {}
}
