package io.resilientagent.engine;

import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** How far a call has got: which route it asks, how often it tried, what failed. A part of the run, as each call has it. */
abstract class RoutedRun extends LeasedRun {

    /** Which route is asked: targets first, then steps. */
    private int position;

    private int attempts;

    /** Of the target that is asked now, all of them and those that failed with each kind. */
    private int tries;

    private int @Nullable [] triesByKind;

    private boolean stepFailed;

    private boolean missed;

    private @Nullable FailureLog failures;

    RoutedRun(@Nullable Attempt parent, CallEngine engine, CallPlan plan, GuardedInvocation invocation) {
        super(parent, engine, plan, invocation);
    }

    final int position() {
        return this.position;
    }

    final void leaveTarget() {
        this.position++;
        this.tries = 0;
        this.triesByKind = null;
    }

    final void leaveTargets() {
        this.position = plan().targets().size();
    }

    final void leaveStep() {
        this.position++;
    }

    /** Begins with the first route again, as if none had been asked. */
    final void startOver() {
        this.position = 0;
        this.failures = null;
    }

    /** A try of the target begins; answers its number. */
    final int beginTry() {
        this.attempts++;
        return ++this.tries;
    }

    /** How often the target that is asked now was tried. */
    final int tries() {
        return this.tries;
    }

    /** Counts a try that failed; answers how many have failed with this kind. */
    final int countFailed(FailureKind kind) {
        int[] counts = this.triesByKind;
        if (counts == null) {
            counts = new int[FailureKind.values().length];
            this.triesByKind = counts;
        }
        return ++counts[kind.ordinal()];
    }

    final int attempts() {
        return this.attempts;
    }

    final void stepFailed() {
        this.stepFailed = true;
    }

    final boolean hasFailedStep() {
        return this.stepFailed;
    }

    /** There was no cached answer where one was looked for. */
    final void missed() {
        this.missed = true;
    }

    final boolean hasMissed() {
        return this.missed;
    }

    final FailureLog log() {
        FailureLog log = this.failures;
        if (log == null) {
            log = new FailureLog();
            this.failures = log;
        }
        return log;
    }

    final @Nullable FailureLog failures() {
        return this.failures;
    }

    final @Nullable Failure lastFailure() {
        return (this.failures != null) ? this.failures.lastOfAttempt() : null;
    }

    /** The last failure of an attempt; of a refusal only where no attempt was made. */
    final @Nullable Failure lastProblem() {
        return (this.failures != null) ? this.failures.last() : null;
    }
}
