package io.resilientagent.engine;

import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens in guarded calls, on the thread where it happens. Must be quick and thread-safe. One that
 * throws never changes a call's result: it is named in one WARN, after that at DEBUG.
 */
public interface CallObserver {

    /**
     * An attempt on a target ended. Not called for fallback steps, nor for a target that was skipped.
     *
     * @param failure why it failed, or null if it answered
     * @param elapsed how long it took, in nanoseconds
     */
    default void attemptEnded(CallPlan plan, TargetRoute target, @Nullable Failure failure, long elapsed) {}

    /**
     * No more tries are made on a target of which at least one failed.
     *
     * @param result why not
     * @param tries how many were made
     */
    default void retriesEnded(CallPlan plan, TargetRoute target, RetryResult result, int tries) {}

    /** A call ended, in an answer or an exception. */
    default void callEnded(CallPlan plan, CallOutcome outcome) {}
}
