package io.resilientagent.engine;

import io.resilientagent.failure.Failure;
import io.resilientagent.timeout.TimeLimits;
import org.jspecify.annotations.Nullable;

/** The step of running one route once. */
public final class Attempt extends AttemptContext implements Step {

    private final long startedAt;

    private final long limit;

    private final @Nullable HeldLease leases;

    private final ObservedAttempt observed;

    private volatile boolean abandoned;

    private boolean neverRan;

    private boolean holdsPlace;

    private volatile boolean committed;

    /** Nanoseconds from its begin; written before {@link #committed}. */
    private long committedAfter;

    // Written by whatever threads run calls inside, read by the driver once these have ended.
    private volatile @Nullable InnerFailures innerFailures;

    private volatile @Nullable String innerNote;

    private @Nullable StreamRecording recording;

    Attempt(CallRun run, Route route, int number, long startedAt, long limit, @Nullable HeldLease leases) {
        super(run, route, number);
        this.startedAt = startedAt;
        this.limit = limit;
        this.leases = leases;
        ObservedCall call = run.observed();
        this.observed =
                (call != null) ? call.attempt(this) : run.engine().observers().nobody();
    }

    /** How long the attempt may take, in nanoseconds; {@link TimeLimits#UNLIMITED} if it may take any time. */
    public long limitNanos() {
        return this.limit;
    }

    /** Whether the driver has to release its caller after {@link #limitNanos()}. */
    public boolean isLimited() {
        return this.limit != TimeLimits.UNLIMITED && route() instanceof TargetRoute;
    }

    /** Whether it is to run on its caller's thread all the same. */
    boolean staysWithItsCaller() {
        return run().plan().limits().onCallersThread();
    }

    /**
     * Runs the body or the fallback method, on the calling thread.
     *
     * @return what it returned
     * @throws Throwable what it threw
     */
    public @Nullable Object invoke() throws Throwable {
        AttemptObservation.Scope scope = this.observed.open();
        try {
            return body();
        } finally {
            scope.close();
        }
    }

    private @Nullable Object body() throws Throwable {
        FailureLog log = run().failures();
        if (route() instanceof MethodStep step && log != null) {
            Failure last = log.last();
            Throwable thrown = log.lastThrown();
            if (last != null && thrown != null) {
                return step.invoker().invoke(run().invocation(), last, thrown);
            }
        }
        return run().invocation().proceed();
    }

    /** Takes its place among the concurrent ones; false if there is none. */
    boolean begin() {
        ConcurrencyLimit limit = run().plan().limits().concurrency();
        this.holdsPlace = limit != null && limit.tryAcquire();
        return limit == null || this.holdsPlace;
    }

    /** Gives its place back. */
    void end() {
        ConcurrencyLimit limit = run().plan().limits().concurrency();
        if (limit != null && this.holdsPlace) {
            this.holdsPlace = false;
            limit.release();
        }
    }

    /** Whether an answer without content is a failure: only a target's, not what a fallback has chosen to answer. */
    public boolean needsContent() {
        return run().plan().rejectBlank() && route() instanceof TargetRoute;
    }

    /** Its stream gave the first content; to a circuit it took as long as that. */
    void commit(long now) {
        this.committedAfter = elapsed(now);
        this.committed = true;
    }

    /** Its stream gave an item; of those that come before its first content, all at once. */
    public void streamed(Object item) {
        if (run().question() != null && route() instanceof TargetRoute) {
            this.recording = (this.recording != null) ? this.recording : new StreamRecording();
            this.recording.add(item);
        }
    }

    /**
     * Its stream has ended after its first content.
     *
     * @param thrown what it broke off with, or null
     */
    public void streamEnded(@Nullable Throwable thrown, long now) {
        end();
        if (thrown != null) {
            abandon();
            leaves(thrown);
        }
        if (!(route() instanceof TargetRoute target)) {
            this.observed.ended(null);
            return;
        }
        Failure failure = (thrown != null) ? run().engine().classify(thrown) : null;
        if (thrown == null || failure == null) {
            run().recordSuccess(this, target, now);
            keep();
        } else {
            run().recordFailure(this, failure, now);
            run().endChain(now);
            run().engine().events().failed(this, failure, thrown, now - this.startedAt, false, now);
        }
        run().engine().observers().ended(this, failure, now - this.startedAt);
    }

    private void leaves(Throwable thrown) {
        Attempt around = run().parent();
        if (around != null) {
            around.innerFailed(thrown);
        }
    }

    /** Its stream took too long, for which its provider is not to blame. */
    public void streamExpired(Throwable thrown, long now) {
        leaves(thrown);
        streamCancelled(now);
    }

    private void keep() {
        Question question = run().question();
        if (question != null && this.innerNote == null) {
            question.streamed(this.recording);
        }
    }

    /** Nobody wants the rest of its stream. */
    public void streamCancelled(long now) {
        end();
        abandon();
        run().engine().observers().cancelled(this, now);
        run().release(this, now);
        run().releaseChain(now);
    }

    /** The caller does not wait for this attempt any more: nothing new begins below it. */
    public void abandon() {
        this.abandoned = true;
    }

    boolean isAbandoned() {
        return this.abandoned || run().isBelowAbandoned();
    }

    /** There was no thread for it. */
    void neverRan() {
        this.neverRan = true;
    }

    /** Whether the body was begun, or may have been. */
    boolean hasRun() {
        return !this.neverRan;
    }

    /** Those who observe it. */
    public ObservedAttempt observed() {
        return this.observed;
    }

    @Nullable
    HeldLease leases() {
        return this.leases;
    }

    /** How long it took; of a stream, until its first content. */
    public long elapsed(long now) {
        return this.committed ? this.committedAfter : now - this.startedAt;
    }

    /** What is left of the time of this attempt, for calls inside it; of a stream that has begun, until its end. */
    @Override
    long left(long now) {
        if (this.committed) {
            long longest = run().plan().limits().stream().duration();
            long own = (longest > 0) ? longest - (now - this.startedAt) : TimeLimits.UNLIMITED;
            Attempt around = run().parent();
            return (around != null) ? Math.min(own, around.left(now)) : own;
        }
        return (this.limit == TimeLimits.UNLIMITED) ? run().left(now) : this.limit - elapsed(now);
    }

    /** Whether it was given less time than it would have liked. */
    boolean isShortened() {
        return route() instanceof TargetRoute target && target.limits().isShortened(this.limit);
    }

    synchronized void innerFailed(Throwable thrown) {
        InnerFailures known = this.innerFailures;
        if (known == null) {
            known = new InnerFailures();
            this.innerFailures = known;
        }
        known.add(thrown);
    }

    void innerDegraded(String note) {
        this.innerNote = note;
    }

    /** Whether this failure left a guarded call inside, which has already done what can be done about it. */
    boolean isFinal(Throwable thrown) {
        InnerFailures known = this.innerFailures;
        return known != null && known.explain(thrown);
    }

    @Nullable
    String innerNote() {
        return this.innerNote;
    }
}
