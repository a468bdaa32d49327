package io.resilientagent.reactive;

import io.resilientagent.engine.AsyncCall;
import io.resilientagent.engine.Claim;
import io.resilientagent.timeout.StreamLimits;

/** Ends a stream at its limits. One timer a stream: it looks again when the next limit may be due. */
final class StreamWatch {

    private final StreamTail stream;

    private final AsyncCall call;

    private final Claim claim;

    private final StreamLimits limits;

    private final long begunAt;

    private volatile long idleSince;

    StreamWatch(StreamTail stream, AsyncCall call, Claim claim, StreamLimits limits, long elapsed) {
        this.stream = stream;
        this.call = call;
        this.claim = claim;
        this.limits = limits;
        this.idleSince = call.now();
        this.begunAt = this.idleSince - elapsed;
    }

    void begin() {
        lookAgain(this.idleSince);
    }

    /** Something happens. */
    void touch() {
        this.idleSince = this.call.now();
    }

    private void look() {
        long now = this.call.now();
        if (this.limits.duration() > 0 && now - this.begunAt >= this.limits.duration()) {
            this.stream.cut(this.limits.duration());
        } else if (this.limits.idle() > 0 && idleLeft(now) <= 0 && this.stream.isAwaited()) {
            this.stream.cut(this.limits.idle());
        } else {
            lookAgain(now);
        }
    }

    private void lookAgain(long now) {
        long wait = Long.MAX_VALUE;
        if (this.limits.idle() > 0) {
            wait = (idleLeft(now) > 0) ? idleLeft(now) : this.limits.idle();
        }
        if (this.limits.duration() > 0) {
            wait = Math.min(wait, this.limits.duration() - (now - this.begunAt));
        }
        if (wait != Long.MAX_VALUE && !this.claim.isTaken()) {
            this.claim.endsAt(this.call.after(wait, this::look));
        }
    }

    private long idleLeft(long now) {
        return this.limits.idle() - (now - this.idleSince);
    }
}
