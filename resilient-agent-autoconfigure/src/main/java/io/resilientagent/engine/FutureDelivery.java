package io.resilientagent.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/** Answers with a future, and takes futures for answers. */
final class FutureDelivery implements AsyncDelivery {

    private final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();

    private volatile boolean ended;

    /** The future of a call, which cancels it. */
    CompletableFuture<@Nullable Object> of(AsyncCall call) {
        this.answer.whenComplete((value, thrown) -> {
            if (!this.ended) {
                // On whatever thread this is, maybe the JDK's only one for timeouts.
                call.cancel(call::cancelLater);
            }
        });
        return this.answer;
    }

    @Override
    public void follow(AsyncAttempt attempt, @Nullable Object returned) {
        if (returned instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, thrown) -> attempt.end(value, unwrap(thrown)));
            attempt.onStop(() -> cancel(stage));
        } else {
            attempt.endAs(returned, "future");
        }
    }

    @Override
    public void answered(@Nullable Object value) {
        this.ended = true;
        this.answer.complete(value);
    }

    @Override
    public void failed(Throwable thrown) {
        this.ended = true;
        this.answer.completeExceptionally(thrown);
    }

    private static void cancel(CompletionStage<?> stage) {
        if (stage instanceof Future<?> future) {
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
