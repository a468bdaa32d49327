package io.resilientagent.engine;

import io.resilientagent.time.Timer.Timeout;
import org.jspecify.annotations.Nullable;

/** The right to say how a step has ended, which several threads may come for and one of them gets. */
public final class Claim {

    private boolean taken;

    private @Nullable Timeout timeout;

    /** Takes it, and cancels the timeout; false if somebody else was faster. */
    public synchronized boolean take() {
        if (this.taken) {
            return false;
        }
        this.taken = true;
        if (this.timeout != null) {
            this.timeout.cancel();
        }
        return true;
    }

    /** Whether somebody has taken it. */
    public synchronized boolean isTaken() {
        return this.taken;
    }

    /** Cancels this timeout, instead of one before, as soon as somebody takes the claim. */
    public synchronized void endsAt(Timeout due) {
        this.timeout = due;
        if (this.taken) {
            due.cancel();
        }
    }
}
