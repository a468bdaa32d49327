package io.resilientagent.engine;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/** An attempt that answers with a future: the run of its body, and the future that came of it. */
final class FutureAttempt extends Hop {

    private final FutureCall call;

    private final Claim claim = new Claim();

    private volatile @Nullable CompletionStage<?> stage;

    FutureAttempt(FutureCall call, Attempt attempt, @Nullable AtomicInteger abandonedWorkers) {
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
        } else if (thrown != null) {
            end(null, thrown);
        } else if (value() instanceof CompletionStage<?> returned) {
            follow(returned);
        } else if (value() == null && attempt().route() instanceof TargetRoute) {
            end(null, new NullPointerException("Method of call '" + attempt().name() + "' returned no future"));
        } else {
            end(value(), null);
        }
    }

    private void follow(CompletionStage<?> returned) {
        this.stage = returned;
        try {
            returned.whenComplete((value, thrown) -> end(value, unwrap(thrown)));
        } catch (RuntimeException ex) {
            end(null, ex);
        }
        if (this.claim.isTaken()) {
            cancelFuture();
        }
    }

    /** The body could not be begun. */
    void lost(Throwable why) {
        end(null, why);
    }

    private void end(@Nullable Object value, @Nullable Throwable thrown) {
        if (this.claim.take()) {
            this.call.ended(attempt(), value, thrown);
        }
    }

    /** Gives up on the body, if that has not returned yet. */
    void stop() {
        attempt().abandon();
        abandon();
    }

    /** Gives up on the future, if there is one that has not ended; that runs whatever depends on it. */
    void cancelFuture() {
        if (this.stage instanceof Future<?> future) {
            try {
                future.cancel(true);
            } catch (RuntimeException ex) {
                // As of a CompletableFuture's own minimal stage; then it ends by itself.
            }
        }
    }

    private static @Nullable Throwable unwrap(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
