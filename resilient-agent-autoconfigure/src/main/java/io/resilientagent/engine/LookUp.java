package io.resilientagent.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/** The step of looking a cached answer up. Runs on a thread that may hang; whoever waits gives it up in time. */
final class LookUp extends FutureTask<@Nullable Object> implements Step {

    private final CachedStep route;

    private final Question question;

    private volatile @Nullable Runnable whenDone;

    LookUp(CachedStep route, Question question, String key) {
        super(() -> question.cache().answers().find(key));
        this.route = route;
        this.question = question;
    }

    CachedStep route() {
        return this.route;
    }

    /** How long it may take, in nanoseconds. */
    long limitNanos() {
        return this.question.cache().answers().timeoutNanos();
    }

    /** Begins it; the task is run as soon as it has ended or was given up. */
    void begin(Runnable task) {
        this.whenDone = task;
        try {
            this.question.cache().answers().lookUps().execute(this);
        } catch (RejectedExecutionException ex) {
            setException(ex);
        }
    }

    @Override
    protected void done() {
        Runnable task = this.whenDone;
        if (task != null) {
            task.run();
        }
    }

    /** Waits until it has ended, and gives it up at its limit. */
    void await() throws InterruptedException {
        try {
            get(limitNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException ex) {
            cancel(true);
        } catch (ExecutionException ex) {
            // Told by problem().
        }
    }

    /** The answer, if there is one that is of use; only once it has ended. */
    @Nullable
    StoredAnswer answer() {
        return this.question.cache().usable(found(), this.question.plan().shape().stream());
    }

    private @Nullable Object found() {
        try {
            return isCancelled() ? null : get();
        } catch (ExecutionException | CancellationException ex) {
            return null;
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Why there is no answer. */
    String problem() {
        CacheLog log = this.question.cache().answers().log();
        if (isCancelled()) {
            log.late(this.question.plan());
            return "the cache did not answer in time";
        }
        try {
            if (this.question.cache().isForeign(get(), this.question.plan().shape().stream())) {
                log.foreign(this.question.plan());
            }
            return "no cached answer";
        } catch (ExecutionException ex) {
            log.failed(this.question.plan(), (ex.getCause() != null) ? ex.getCause() : ex);
            return "the cache failed";
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return "the cache did not answer in time";
        }
    }

    /** How old an answer is, for people. */
    String age(StoredAnswer answer) {
        long seconds = this.question.cache().age(answer).toSeconds();
        if (seconds < 60) {
            return count(seconds, "second");
        }
        if (seconds < 3_600) {
            return count(seconds / 60, "minute");
        }
        return (seconds < 86_400) ? count(seconds / 3_600, "hour") : count(seconds / 86_400, "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + ((number == 1) ? "" : "s");
    }
}
