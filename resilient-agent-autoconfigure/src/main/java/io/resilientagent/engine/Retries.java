package io.resilientagent.engine;

import java.util.List;

import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** The tries of one call on the target that is asked now. Not thread-safe. */
final class Retries {

    /** Stands for "there is no next try". */
    static final long NONE = -1;

    private final CallRun run;

    private int tries;

    private int @Nullable [] byKind;

    Retries(CallRun run) {
        this.run = run;
    }

    /** A try begins; answers its number. */
    int begin() {
        return ++this.tries;
    }

    boolean haveBegun() {
        return this.tries > 0;
    }

    /** Another target is asked. */
    void reset() {
        this.tries = 0;
        this.byKind = null;
    }

    void succeeded(TargetRoute target) {
        if (this.tries > 1) {
            tell(target, RetryResult.RECOVERED);
        }
    }

    /** A try could not begin; if it is a retry, it was waited for in vain. */
    void refused(TargetRoute target, RetryResult why) {
        if (this.tries > 0) {
            tell(target, why);
        }
    }

    /** The wait before the next try, or {@link #NONE}. A retry that is granted has been paid for. */
    long nanosBeforeNext(Attempt attempt, TargetRoute target, Failure failure, boolean isFinal, long now) {
        int triesOfKind = count(failure.kind());
        boolean helps = !isFinal && failure.isTransient() && this.run.mayRepeat(attempt, failure);
        RetryResult stop = helps ? whyStop(target, failure, triesOfKind, now) : RetryResult.PERMANENT;
        long wait = 0;
        if (stop == null) {
            wait = target.retry().nanosBeforeNext(failure.kind(), this.tries, failure.retryAfter());
            if (target.limits().grant(this.run.leftAfter(wait, now)) == 0) {
                stop = RetryResult.DEADLINE;
            } else if (!this.run.leases().takeRetry(target, now)) {
                stop = RetryResult.BUDGET;
            }
        }
        if (stop != null) {
            tell(target, stop);
            return NONE;
        }
        return wait;
    }

    private @Nullable RetryResult whyStop(TargetRoute target, Failure failure, int triesOfKind, long now) {
        if (!target.retry().waitsFor(failure.retryAfter())) {
            return RetryResult.PERMANENT;
        }
        if (this.run.engine().isClosing()) {
            return RetryResult.DEADLINE;
        }
        if (this.run.leases().isClosedToRetries(target, now)) {
            return RetryResult.CIRCUIT_OPEN;
        }
        boolean most = this.tries >= this.run.engine().effects().maxAttempts(failure.kind());
        boolean later = hasLaterTarget(failure.kind());
        boolean left = target.retry().hasTriesLeft(failure.kind(), this.tries, triesOfKind, later);
        return (most || !left) ? RetryResult.EXHAUSTED : null;
    }

    /** Whether a later target would be asked after a failure of this kind. */
    private boolean hasLaterTarget(FailureKind kind) {
        List<TargetRoute> targets = this.run.plan().targets();
        return targets.subList(Math.min(this.run.routes().position() + 1, targets.size()), targets.size()).stream()
                .anyMatch((target) -> target.condition().acceptsAsTarget(kind));
    }

    private int count(FailureKind kind) {
        int[] counts = this.byKind;
        if (counts == null) {
            counts = new int[FailureKind.values().length];
            this.byKind = counts;
        }
        return ++counts[kind.ordinal()];
    }

    private void tell(TargetRoute target, RetryResult result) {
        CallObservers observers = this.run.engine().observers();
        if (!observers.isEmpty()) {
            observers.retriesEnded(this.run.plan(), target, result, this.tries);
        }
    }
}
