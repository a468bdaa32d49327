package io.resilientagent.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.resilientagent.CallTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call that answers with a future. The first attempt begins on the caller's thread, later ones on workers. There is
 * one step at a time, and whoever takes its claim goes on alone.
 */
final class FutureCall {

    private final CallRun run;

    private final FutureDriver driver;

    private final Carried carried;

    private final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();

    /** What the call waits for now. */
    private volatile @Nullable Claim claim;

    private volatile @Nullable FutureAttempt attempt;

    private volatile boolean ended;

    private volatile boolean callerGone;

    FutureCall(CallRun run, FutureDriver driver) {
        this.run = run;
        this.driver = driver;
        this.carried = driver.workers().carry();
    }

    CompletableFuture<@Nullable Object> begin() {
        this.answer.whenComplete((value, thrown) -> {
            if (!this.ended) {
                cancel();
            }
        });
        advance(() -> this.run.begin(now()), true);
        return this.answer;
    }

    /** An attempt has ended, and nobody was faster to say so. */
    void ended(Attempt ended, @Nullable Object value, @Nullable Throwable thrown) {
        advance(
                () -> (thrown != null)
                        ? this.run.failed(ended, thrown, now())
                        : this.run.succeeded(ended, value, now()),
                false);
    }

    private void advance(Supplier<Step> outcome, boolean onCallersThread) {
        try {
            Step step = outcome.get();
            if (step instanceof Attempt next) {
                attempt(next, onCallersThread);
            } else if (step instanceof Step.Wait wait) {
                await(wait.nanos());
            } else {
                end(step);
            }
        } catch (Throwable ex) {
            // Nobody would ever complete the future.
            end(new Step.Fail(ex));
        }
    }

    private void end(Step last) {
        this.ended = true;
        if (last instanceof Step.Answer answered) {
            this.answer.complete(answered.value());
        } else if (last instanceof Step.Fail failed) {
            this.answer.completeExceptionally(failed.thrown());
        }
    }

    private void attempt(Attempt next, boolean onCallersThread) {
        AtomicInteger abandoned = onCallersThread ? null : this.driver.workers().abandonedCounter();
        FutureAttempt begun = new FutureAttempt(this, next, abandoned);
        if (!enter(begun.claim(), begun)) {
            return;
        }
        if (next.isLimited()) {
            begun.claim().endsAt(this.driver.timer().after(next.limitNanos(), () -> timeout(begun)));
        }
        if (onCallersThread) {
            begun.run();
        } else if (!this.driver.workers().start(begun, this.carried, begun::lost)
                && begun.claim().take()) {
            String limit = this.driver.workers().limitReached();
            advance(() -> this.run.saturated(next, limit, now()), false);
        }
    }

    /** The first attempt's body ended because its caller was interrupted. */
    void interrupted(FutureAttempt interrupted) {
        if (interrupted.claim().take()) {
            advance(() -> this.run.cancelled(interrupted.attempt(), now()), false);
        }
    }

    private void timeout(FutureAttempt late) {
        if (late.claim().take()) {
            late.stop();
            goOn(() -> {
                late.cancelFuture();
                return timedOut(late);
            });
        }
    }

    private Step timedOut(FutureAttempt late) {
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
            waiting.endsAt(this.driver.timer().after(nanos, () -> {
                if (waiting.take()) {
                    goOn(() -> this.run.waited(now()));
                }
            }));
        }
    }

    /** Away from the timer's thread, since what completes the future runs whatever depends on it. */
    private void goOn(Supplier<Step> outcome) {
        this.driver.workers().dispatch(() -> advance(outcome, false), this.carried);
    }

    /** Begins to wait for something, unless the caller has gone. */
    private boolean enter(Claim entered, @Nullable FutureAttempt begun) {
        this.attempt = begun;
        this.claim = entered;
        if (this.callerGone && entered.take()) {
            advance(() -> this.run.cancelled((begun != null) ? begun.attempt() : null, now()), false);
            return false;
        }
        return !entered.isTaken();
    }

    private void cancel() {
        this.callerGone = true;
        Claim waiting = this.claim;
        FutureAttempt running = this.attempt;
        if (waiting != null && waiting.take()) {
            if (running != null && running.claim() == waiting) {
                running.stop();
                running.cancelFuture();
                advance(() -> this.run.cancelled(running.attempt(), now()), false);
            } else {
                advance(() -> this.run.cancelled(null, now()), false);
            }
        }
    }

    private long now() {
        return this.driver.now();
    }
}
