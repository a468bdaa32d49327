package io.resilientagent.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.resilientagent.CallTimeoutException;
import io.resilientagent.time.Timer.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One call whose answer comes later. The first attempt begins on the caller's thread, later ones on workers. There is
 * one step at a time, and whoever takes its claim goes on alone.
 */
public final class AsyncCall {

    private final CallRun run;

    private final AsyncTools tools;

    private final AsyncDelivery delivery;

    private final Carried carried;

    /** What the call waits for now. */
    private volatile @Nullable Claim claim;

    private volatile @Nullable AsyncAttempt attempt;

    private volatile boolean callerGone;

    /** Creates a call of the present thread, with what that holds. */
    public AsyncCall(CallRun run, AsyncTools tools, AsyncDelivery delivery) {
        this.run = run;
        this.tools = tools;
        this.delivery = delivery;
        this.carried = tools.workers().carry();
    }

    /** Begins the call. */
    public void begin() {
        advance(() -> this.run.begin(now()), true);
    }

    /**
     * The caller does not want the answer any more; without effect once it has one.
     *
     * @param foreign cancels what the body returned, which may block, once all that is ours has come back
     */
    public void cancel(Executor foreign) {
        this.callerGone = true;
        Claim waiting = this.claim;
        AsyncAttempt running = this.attempt;
        if (waiting != null && waiting.take()) {
            if (running != null && running.claim() == waiting) {
                running.stop();
                advance(() -> this.run.cancelled(running.attempt(), now()), false);
                running.release(foreign);
            } else {
                advance(() -> this.run.cancelled(null, now()), false);
            }
        }
    }

    /** The time. */
    public long now() {
        return this.tools.ticker().nanos();
    }

    /** Runs a quick task later, on the timer's thread. */
    public Timeout after(long nanos, Runnable task) {
        return this.tools.timer().after(nanos, task);
    }

    /** Runs a task on a worker: away from the timer's thread, since it runs whatever depends on the answer. */
    public void dispatch(Runnable task) {
        this.tools.workers().dispatch(task, this.carried);
    }

    /** Cancels foreign work on a worker: nobody knows how long that takes. */
    public void cancelLater(Runnable foreign) {
        this.tools.workers().cancel(foreign, this.carried);
    }

    /** What the body of an attempt returned. */
    void follow(AsyncAttempt returned, @Nullable Object value) {
        this.delivery.follow(returned, value);
    }

    /** An attempt has ended, and nobody was faster to say so. */
    void ended(Attempt ended, @Nullable Object value, @Nullable Throwable thrown) {
        advance(
                () -> (thrown != null)
                        ? this.run.failed(ended, thrown, now())
                        : this.run.succeeded(ended, value, now()),
                false);
    }

    /** The first attempt's body ended because its caller was interrupted. */
    void interrupted(AsyncAttempt interrupted) {
        if (interrupted.claim().take()) {
            advance(() -> this.run.cancelled(interrupted.attempt(), now()), false);
        }
    }

    /** The stream of an attempt has begun, and nobody was faster to end it. */
    void committed(Attempt begun, @Nullable Object stream) {
        advance(() -> this.run.committed(begun, stream, now()), false);
    }

    private void advance(Supplier<Step> outcome, boolean onCallersThread) {
        try {
            Step step = outcome.get();
            if (step instanceof Attempt next) {
                attempt(next, onCallersThread);
            } else if (step instanceof Step.Wait wait) {
                await(wait.nanos());
            } else if (step instanceof LookUp lookUp) {
                await(lookUp);
            } else if (step instanceof Step.Answer answered) {
                this.delivery.answered(answered.value());
            } else if (step instanceof Step.Fail failed) {
                this.delivery.failed(failed.thrown());
            }
        } catch (Throwable ex) {
            // Nobody would ever answer the caller.
            this.delivery.failed(ex);
        }
    }

    private void attempt(Attempt next, boolean onCallersThread) {
        AtomicInteger abandoned = onCallersThread ? null : this.tools.workers().abandonedCounter();
        AsyncAttempt begun = new AsyncAttempt(this, next, abandoned);
        if (!enter(begun.claim(), begun)) {
            return;
        }
        if (next.isLimited()) {
            begun.claim().endsAt(after(next.limitNanos(), () -> timeout(begun)));
        }
        if (onCallersThread) {
            begun.run();
        } else if (!this.tools.workers().start(begun, this.carried, begun::lost)
                && begun.claim().take()) {
            String limit = this.tools.workers().limitReached();
            advance(() -> this.run.saturated(next, limit, now()), false);
        }
    }

    private void timeout(AsyncAttempt late) {
        if (late.claim().take()) {
            late.stop();
            goOn(() -> {
                try {
                    return timedOut(late);
                } finally {
                    // Before the next attempt, which may need what this one holds; nobody waits for it: it may block.
                    late.release(this::cancelLater);
                }
            });
        }
    }

    private Step timedOut(AsyncAttempt late) {
        Attempt attempt = late.attempt();
        if (!late.hasBegun()) {
            return this.run.saturated(attempt, Workers.MAX_THREADS, now());
        }
        Duration limit = Duration.ofNanos(attempt.limitNanos());
        return this.run.failed(attempt, new CallTimeoutException(attempt.name(), limit), now());
    }

    private void await(long nanos) {
        Claim waiting = new Claim();
        if (enter(waiting, null)) {
            waiting.endsAt(after(nanos, () -> {
                if (waiting.take()) {
                    goOn(() -> this.run.waited(now()));
                }
            }));
        }
    }

    private void await(LookUp lookUp) {
        Claim waiting = new Claim();
        if (enter(waiting, null)) {
            Timeout limit = after(lookUp.limitNanos(), () -> lookUp.cancel(true));
            lookUp.begin(() -> {
                limit.cancel();
                if (waiting.take()) {
                    goOn(() -> this.run.lookedUp(lookUp, now()));
                }
            });
        }
    }

    private void goOn(Supplier<Step> outcome) {
        dispatch(() -> advance(outcome, false));
    }

    /** Begins to wait for something, unless the caller has gone. */
    private boolean enter(Claim entered, @Nullable AsyncAttempt begun) {
        this.attempt = begun;
        this.claim = entered;
        if (this.callerGone && entered.take()) {
            advance(() -> this.run.cancelled((begun != null) ? begun.attempt() : null, now()), false);
            return false;
        }
        return !entered.isTaken();
    }
}
