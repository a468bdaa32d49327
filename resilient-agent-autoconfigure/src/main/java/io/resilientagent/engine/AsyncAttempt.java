package io.resilientagent.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/** An attempt whose body answers with something that ends later: the run of the body, and what came of it. */
public final class AsyncAttempt extends Hop {

    private final AsyncCall call;

    private final Claim claim = new Claim();

    private volatile @Nullable Runnable stop;

    AsyncAttempt(AsyncCall call, Attempt attempt, @Nullable AtomicInteger abandonedWorkers) {
        super(attempt, abandonedWorkers);
        this.call = call;
    }

    Claim claim() {
        return this.claim;
    }

    @Override
    void returned() {
        Throwable thrown = thrown();
        if (thrown != null && isWithItsCaller() && Interruption.isOfCaller(thrown)) {
            this.call.interrupted(this);
            return;
        }
        if (thrown != null) {
            end(null, thrown);
            return;
        }
        try {
            this.call.follow(this, value());
        } catch (Throwable ex) {
            end(null, ex);
        }
    }

    /** What to do if the attempt is given up on before it has ended; at once if it has been. Replaces what was set. */
    public void onStop(Runnable task) {
        this.stop = task;
        if (this.claim.isTaken()) {
            task.run();
        }
    }

    /**
     * What its body returned is the answer itself, as a fallback method may do.
     *
     * @param due what the method must return: a body that returned nothing at all has failed
     */
    public void endAs(@Nullable Object returned, String due) {
        boolean nothing = returned == null && needsAnswer();
        end(
                returned,
                nothing
                        ? new NullPointerException(
                                "Method of call '" + attempt().name() + "' returned no " + due)
                        : null);
    }

    /** Whether its body must return something, as only a fallback method may do without. */
    public boolean needsAnswer() {
        return attempt().route() instanceof TargetRoute;
    }

    /** The call of which it is an attempt. */
    public AsyncCall call() {
        return this.call;
    }

    /** It has ended; without effect if it was given up on. */
    public void end(@Nullable Object value, @Nullable Throwable thrown) {
        if (this.claim.take()) {
            this.call.ended(attempt(), value, thrown);
        } else {
            attempt().observed().late(value);
        }
    }

    /**
     * Its stream has begun. The call has its answer now, and whoever says so sees to it that the attempt learns of the
     * end: {@link Attempt#streamEnded} or {@link Attempt#streamCancelled}.
     *
     * @param stream what the caller gets
     * @return false if it was given up on
     */
    public boolean commit(@Nullable Object stream) {
        boolean first = this.claim.take();
        if (first) {
            this.call.committed(attempt(), stream);
        }
        return first;
    }

    /** The body could not be begun. */
    void lost(Throwable why) {
        end(null, why);
    }

    /** Gives up on the body, if that has not returned yet. */
    void stop() {
        attempt().abandon();
        abandon();
    }

    /** Gives up on what the body returned, if that has not ended; runs whatever depends on it. */
    void release(Executor foreign) {
        Runnable task = this.stop;
        if (task != null) {
            foreign.execute(task);
        }
    }
}
