package io.resilientagent.engine;

import io.resilientagent.timeout.TimeLimits;
import org.jspecify.annotations.Nullable;

/** The time of one call: what has passed of it, and what is left. A part of the run, as each call has one. */
abstract class TimedRun {

    private final @Nullable Attempt parent;

    private final CallPlan plan;

    private long startedAt;

    TimedRun(@Nullable Attempt parent, CallPlan plan) {
        this.parent = parent;
        this.plan = plan;
    }

    final CallPlan plan() {
        return this.plan;
    }

    /** The attempt around this call, or null. */
    final @Nullable Attempt parent() {
        return this.parent;
    }

    /** It begins. */
    void start(long now) {
        this.startedAt = now;
    }

    long elapsed(long now) {
        return now - this.startedAt;
    }

    /** The limit of the whole call, in nanoseconds, as it is now: a stream around it may begin meanwhile. */
    long limit(long now) {
        long left = left(now);
        return (left == TimeLimits.UNLIMITED) ? left : elapsed(now) + left;
    }

    /** What is left until the deadline; never more than what is left of the attempt around this call. */
    long left(long now) {
        long deadline = this.plan.limits().deadline();
        long own = (deadline > 0) ? deadline - elapsed(now) : TimeLimits.UNLIMITED;
        return (this.parent != null) ? Math.min(own, this.parent.left(now)) : own;
    }

    /** What will be left after a wait. */
    long leftAfter(long wait, long now) {
        long left = left(now);
        return (left == TimeLimits.UNLIMITED) ? left : left - wait;
    }
}
