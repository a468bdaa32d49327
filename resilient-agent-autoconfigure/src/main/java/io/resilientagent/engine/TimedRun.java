package io.resilientagent.engine;

import io.resilientagent.timeout.TimeLimits;
import org.jspecify.annotations.Nullable;

/** The time of one call: what has passed of it, and what is left. A part of the run, as each call has one. */
abstract class TimedRun {

    private final @Nullable Attempt parent;

    private long startedAt;

    private long limit = TimeLimits.UNLIMITED;

    TimedRun(@Nullable Attempt parent) {
        this.parent = parent;
    }

    /** The attempt around this call, or null. */
    final @Nullable Attempt parent() {
        return this.parent;
    }

    /**
     * It begins.
     *
     * @param deadline the limit of its time in nanoseconds; 0 is none
     */
    void start(long now, long deadline) {
        this.startedAt = now;
        this.limit = (deadline > 0) ? deadline : TimeLimits.UNLIMITED;
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
        long own = (this.limit == TimeLimits.UNLIMITED) ? TimeLimits.UNLIMITED : this.limit - elapsed(now);
        return (this.parent != null) ? Math.min(own, this.parent.left(now)) : own;
    }

    /** What will be left after a wait. */
    long leftAfter(long wait, long now) {
        long left = left(now);
        return (left == TimeLimits.UNLIMITED) ? left : left - wait;
    }
}
