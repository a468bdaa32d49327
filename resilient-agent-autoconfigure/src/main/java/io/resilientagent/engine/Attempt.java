package io.resilientagent.engine;

import java.time.Duration;

import io.resilientagent.CallContext;
import io.resilientagent.ModelTarget;
import io.resilientagent.failure.Failure;
import io.resilientagent.timeout.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * The step of running one route once, and what its body sees as {@link CallContext}. Its values never change, so that
 * a body that was abandoned does not see the target of the attempt after it.
 */
public final class Attempt implements Step, CallContext {

    private final CallRun run;

    private final Route route;

    private final int number;

    private final long startedAt;

    private final long limit;

    private final @Nullable HeldLease leases;

    private final @Nullable Failure previousFailure;

    private final ObservedAttempt observed;

    private volatile boolean abandoned;

    private boolean neverRan;

    private boolean holdsPlace;

    /** Nanoseconds from its begin; negative before. */
    private volatile long committedAfter = -1;

    // Written by whatever threads run calls inside, read by the driver once these have ended.
    private volatile @Nullable InnerFailure innerFailures;

    private volatile @Nullable String innerNote;

    Attempt(CallRun run, Route route, int number, long startedAt, long limit, @Nullable HeldLease leases) {
        this.run = run;
        this.route = route;
        this.number = number;
        this.startedAt = startedAt;
        this.limit = limit;
        this.leases = leases;
        this.previousFailure = run.lastFailure();
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
        return this.limit != TimeLimits.UNLIMITED && this.route instanceof TargetRoute;
    }

    /** Whether it is to run on its caller's thread all the same. */
    boolean staysWithItsCaller() {
        return this.run.plan().limits().onCallersThread();
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
        FailureLog log = this.run.failures();
        if (this.route instanceof MethodStep step && log != null) {
            Failure last = log.last();
            Throwable thrown = log.lastThrown();
            if (last != null && thrown != null) {
                return step.invoker().invoke(this.run.invocation(), last, thrown);
            }
        }
        return this.run.invocation().proceed();
    }

    /** Takes its place among the concurrent ones; false if there is none. */
    boolean begin() {
        ConcurrencyLimit limit = this.run.plan().limits().concurrency();
        this.holdsPlace = limit != null && limit.tryAcquire();
        return limit == null || this.holdsPlace;
    }

    /** Gives its place back. */
    void end() {
        ConcurrencyLimit limit = this.run.plan().limits().concurrency();
        if (limit != null && this.holdsPlace) {
            this.holdsPlace = false;
            limit.release();
        }
    }

    /** Whether an answer without content is a failure: only a target's, not what a fallback has chosen to answer. */
    public boolean needsContent() {
        return this.run.plan().rejectBlank() && this.route instanceof TargetRoute;
    }

    /** Its stream gave the first content; to a circuit it took as long as that. */
    void commit(long now) {
        this.committedAfter = elapsed(now);
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
        CallLeases all = this.run.leases();
        if (!(this.route instanceof TargetRoute target)) {
            this.observed.ended(null);
            return;
        }
        Failure failure = (thrown != null) ? this.run.engine().classify(thrown) : null;
        if (failure == null) {
            all.succeed(this, target, now);
        } else {
            all.fail(this, failure, now);
            all.endChain(now);
        }
        this.run.engine().observers().ended(this, failure, now - this.startedAt);
    }

    private void leaves(Throwable thrown) {
        Attempt around = this.run.parent();
        if (around != null) {
            around.innerFailed(thrown);
        }
    }

    /** Its stream took too long, for which its provider is not to blame. */
    public void streamExpired(Throwable thrown, long now) {
        leaves(thrown);
        streamCancelled(now);
    }

    /** Nobody wants the rest of its stream. */
    public void streamCancelled(long now) {
        end();
        abandon();
        this.run.engine().observers().cancelled(this, now);
        this.run.leases().release(this, now);
        this.run.leases().releaseChain(now);
    }

    /** The caller does not wait for this attempt any more: nothing new begins below it. */
    public void abandon() {
        this.abandoned = true;
    }

    boolean isAbandoned() {
        return this.abandoned || this.run.isBelowAbandoned();
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

    CallRun run() {
        return this.run;
    }

    Route route() {
        return this.route;
    }

    @Nullable
    HeldLease leases() {
        return this.leases;
    }

    /** How long it took; of a stream, until its first content. */
    public long elapsed(long now) {
        return (this.committedAfter >= 0) ? this.committedAfter : now - this.startedAt;
    }

    /** What is left of the time of this attempt, for calls inside it; of a stream that has begun, until its end. */
    long left(long now) {
        if (this.committedAfter >= 0) {
            long longest = this.run.plan().limits().stream().duration();
            long own = (longest > 0) ? longest - (now - this.startedAt) : TimeLimits.UNLIMITED;
            Attempt around = this.run.parent();
            return (around != null) ? Math.min(own, around.left(now)) : own;
        }
        return (this.limit == TimeLimits.UNLIMITED) ? this.run.left(now) : this.limit - elapsed(now);
    }

    /** Whether it was given less time than it would have liked. */
    boolean isShortened() {
        return this.route instanceof TargetRoute target && target.limits().isShortened(this.limit);
    }

    synchronized void innerFailed(Throwable thrown) {
        this.innerFailures = InnerFailure.add(this.innerFailures, thrown);
    }

    void innerDegraded(String note) {
        this.innerNote = note;
    }

    /** Whether this failure left a guarded call inside, which has already done what can be done about it. */
    boolean isFinal(Throwable thrown) {
        return InnerFailure.isAmong(this.innerFailures, thrown);
    }

    @Nullable
    String innerNote() {
        return this.innerNote;
    }

    @Override
    public String name() {
        return this.run.plan().name();
    }

    @Override
    public ModelTarget target() {
        ModelTarget target = (this.route instanceof TargetRoute chosen) ? chosen.target() : null;
        if (target == null) {
            throw new IllegalStateException("Call '%s' has no model: give it @LlmCall(model) or".formatted(name())
                    + " 'resilient-agent.calls.%s.chain'".formatted(name()));
        }
        return target;
    }

    @Override
    public @Nullable String account() {
        return this.run.account();
    }

    @Override
    public int attempt() {
        return this.number;
    }

    @Override
    public @Nullable Failure previousFailure() {
        return this.previousFailure;
    }

    @Override
    public @Nullable Duration remaining() {
        long left = left(this.run.engine().ticker().nanos());
        return (left == TimeLimits.UNLIMITED) ? null : Duration.ofNanos(Math.max(left, 0));
    }

    @Override
    public String callId() {
        return this.run.callId();
    }

    @Override
    public String attemptId() {
        return callId() + "-" + this.route.label() + "-" + this.number;
    }

    @Override
    public void noRepeat() {
        this.run.noRepeat();
    }
}
