package io.resilientagent.engine;

import java.util.List;

import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** Whether and when the target that a call asks now is tried again. */
final class Retries {

    /** Stands for "there is no next try". */
    static final long NONE = -1;

    private Retries() {}

    static void succeeded(CallRun run, TargetRoute target) {
        if (run.tries() > 1) {
            tell(run, target, RetryResult.RECOVERED);
        }
    }

    /** A try could not begin; if it is a retry, it was waited for in vain. */
    static void refused(CallRun run, TargetRoute target, RetryResult why) {
        if (run.tries() > 0) {
            tell(run, target, why);
        }
    }

    /** The wait before the next try, or {@link #NONE}. A retry that is granted has been paid for. */
    static long nanosBeforeNext(
            CallRun run, Attempt attempt, TargetRoute target, Failure failure, boolean isFinal, long now) {
        int triesOfKind = run.countFailed(failure.kind());
        boolean helps = !isFinal && failure.isTransient() && run.mayRepeat(attempt, failure);
        RetryResult stop = helps ? whyStop(run, target, failure, triesOfKind, now) : RetryResult.PERMANENT;
        long wait = 0;
        if (stop == null) {
            wait = target.retry().nanosBeforeNext(failure.kind(), run.tries(), failure.retryAfter());
            if (target.limits().grant(run.leftAfter(wait, now)) == 0) {
                stop = RetryResult.DEADLINE;
            } else if (!run.takeRetry(target, now)) {
                stop = RetryResult.BUDGET;
            }
        }
        if (stop != null) {
            tell(run, target, stop);
            return NONE;
        }
        return wait;
    }

    private static @Nullable RetryResult whyStop(
            CallRun run, TargetRoute target, Failure failure, int triesOfKind, long now) {
        if (!target.retry().waitsFor(failure.retryAfter())) {
            return RetryResult.PERMANENT;
        }
        if (run.engine().isClosing()) {
            return RetryResult.DEADLINE;
        }
        if (run.isClosedToRetries(target, now)) {
            return RetryResult.CIRCUIT_OPEN;
        }
        boolean most = run.tries() >= run.engine().effects().maxAttempts(failure.kind());
        boolean later = hasLaterTarget(run, failure.kind());
        boolean left = target.retry().hasTriesLeft(failure.kind(), run.tries(), triesOfKind, later);
        return (most || !left) ? RetryResult.EXHAUSTED : null;
    }

    /** Whether a later target would be asked after a failure of this kind. */
    private static boolean hasLaterTarget(CallRun run, FailureKind kind) {
        List<TargetRoute> targets = run.plan().targets();
        return targets.subList(Math.min(run.position() + 1, targets.size()), targets.size()).stream()
                .anyMatch((target) -> target.condition().acceptsAsTarget(kind));
    }

    private static void tell(CallRun run, TargetRoute target, RetryResult result) {
        CallObservers observers = run.engine().observers();
        if (!observers.isEmpty()) {
            observers.retriesEnded(run.plan(), target, result, run.tries());
        }
    }
}
