package io.resilientagent.engine;

import io.resilientagent.timeout.TimeLimits;

/** The time of one call: what has passed of it, and what is left. A part of the run, as each call has one. */
abstract class TimedRun {

    private long startedAt;

    private long limit = TimeLimits.UNLIMITED;

    /**
     * It begins.
     *
     * @param deadline the limit of its time in nanoseconds; 0 is none
     * @param left what is left of the attempt around it
     */
    void start(long now, long deadline, long left) {
        this.startedAt = now;
        this.limit = Math.min((deadline > 0) ? deadline : TimeLimits.UNLIMITED, left);
    }

    long elapsed(long now) {
        return now - this.startedAt;
    }

    /** The limit of the whole call, in nanoseconds. */
    long limit() {
        return this.limit;
    }

    /** What is left until the deadline; never more than what is left of the attempt around this call. */
    long left(long now) {
        return (this.limit == TimeLimits.UNLIMITED) ? TimeLimits.UNLIMITED : this.limit - elapsed(now);
    }

    /** What will be left after a wait. */
    long leftAfter(long wait, long now) {
        long left = left(now);
        return (left == TimeLimits.UNLIMITED) ? left : left - wait;
    }
}
