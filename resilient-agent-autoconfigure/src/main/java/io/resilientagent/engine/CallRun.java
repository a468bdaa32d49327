package io.resilientagent.engine;

import io.resilientagent.AgentResult;
import io.resilientagent.CallCancelledException;
import io.resilientagent.CallSaturatedException;
import io.resilientagent.Repeat;
import io.resilientagent.ResponseRejectedException;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its first attempt to its end. Given the outcome of the last step it decides the next one; it has no
 * thread, never waits and reads no clock. Driven by one thread at a time.
 */
public final class CallRun extends RoutedRun {

    private final @Nullable ObservedCall observed;

    private final @Nullable Question question;

    private @Nullable String callId;

    private volatile boolean noRepeat;

    CallRun(CallEngine engine, CallPlan plan, GuardedInvocation invocation, CallOrigin origin) {
        super(origin.attempt(), engine, plan, invocation);
        AnswerCache cache = plan.cache();
        this.question = (cache != null) ? cache.ask(plan, invocation, this, origin.caller()) : null;
        this.observed = engine.observers().begin(this, origin.pipeline());
    }

    // What a driver tells.

    /** Begins the call. */
    public Step begin(long now) {
        start(now);
        return isBelowAbandoned() ? cancelled(null, now) : RouteSearch.begin(this, now);
    }

    /** An attempt returned. */
    public Step succeeded(Attempt attempt, @Nullable Object value, long now) {
        attempt.end();
        attempt.observed().received(value);
        if (value instanceof AgentResult<?> result && result.status() == AgentResult.Status.FAILED) {
            release(attempt, now);
            return afterFailure(
                    attempt, Ending.failureOf(result), Ending.rejected(this, "its body answered FAILED"), now);
        }
        if (attempt.route() instanceof TargetRoute target) {
            Throwable flaw = Ending.flaw(this, attempt, value);
            if (flaw != null) {
                return failed(attempt, flaw, now);
            }
            Throwable problem = plan().checked() ? engine().checks().problem(attempt, value) : null;
            if (problem != null) {
                return unusable(attempt, problem, now);
            }
            recordSuccess(attempt, target, now);
            Retries.succeeded(this, target);
        }
        engine().observers().ended(attempt, null, attempt.elapsed(now));
        return Ending.answer(this, attempt.route(), value, attempt.innerNote(), now);
    }

    private Step unusable(Attempt attempt, Throwable problem, long now) {
        if (problem instanceof ResponseRejectedException) {
            return failed(attempt, problem, now);
        }
        // A check that could not tell says nothing about the provider, whatever it threw.
        release(attempt, now);
        return afterFailure(attempt, engine().checks().failure(problem), problem, now);
    }

    /**
     * The stream of an attempt gave its first content. From now on the call has its answer; how the stream ends is told
     * to the attempt: {@link Attempt#streamEnded}.
     *
     * @param stream what the caller gets
     */
    public Step committed(Attempt attempt, @Nullable Object stream, long now) {
        attempt.commit(now);
        if (attempt.route() instanceof TargetRoute target) {
            recordCommit(attempt, now);
            Retries.succeeded(this, target);
        }
        return Ending.answer(this, attempt.route(), stream, attempt.innerNote(), now);
    }

    /** An attempt threw, or was cut off at its limit. */
    public Step failed(Attempt attempt, Throwable thrown, long now) {
        attempt.end();
        Failure failure = engine().classify(thrown);
        if (attempt.isShortened() && failure.kind() == FailureKind.TIMEOUT) {
            release(attempt, now);
        } else {
            recordFailure(attempt, failure, now);
        }
        return afterFailure(attempt, failure, thrown, now);
    }

    /**
     * An attempt could not be begun.
     *
     * @param limitReached the key of the limit that was in its way
     */
    public Step saturated(Attempt attempt, String limitReached, long now) {
        attempt.end();
        attempt.neverRan();
        release(attempt, now);
        CallSaturatedException thrown = new CallSaturatedException(plan().name(), limitReached);
        return afterFailure(attempt, engine().classify(thrown), thrown, now);
    }

    /** The wait is over. */
    public Step waited(long now) {
        return isBelowAbandoned() ? cancelled(null, now) : RouteSearch.resume(this, now);
    }

    /** A cached answer was looked up, whether there is one or not. */
    public Step lookedUp(LookUp lookUp, long now) {
        return isBelowAbandoned() ? cancelled(null, now) : RouteSearch.lookedUp(this, lookUp, now);
    }

    /** The caller is gone: interrupted during an attempt, or (null) during a wait. */
    public Step cancelled(@Nullable Attempt attempt, long now) {
        if (attempt != null) {
            attempt.end();
            attempt.abandon();
            engine().observers().cancelled(attempt, now);
            release(attempt, now);
        }
        releaseChain(now);
        return Ending.fail(this, new CallCancelledException(plan().name()), now);
    }

    // How a call goes on.

    private Step afterFailure(Attempt attempt, Failure failure, Throwable thrown, long now) {
        attempt.abandon();
        engine().observers().ended(attempt, failure, attempt.elapsed(now));
        log().failed(attempt.route(), attempt.attempt(), failure, thrown, attempt.elapsed(now));
        engine().log().failed(this, attempt.route(), attempt.attempt(), failure, thrown);
        if (failure.kind() == FailureKind.APPLICATION) {
            releaseChain(now);
            return Ending.fail(this, thrown, now);
        }
        if (isBelowAbandoned()) {
            return cancelled(null, now);
        }
        if (!(attempt.route() instanceof TargetRoute target)) {
            stepFailed();
            engine().events().failed(attempt, failure, thrown, attempt.elapsed(now), false, now);
            leaveStep();
            return RouteSearch.nextStep(this, now);
        }
        long wait = Retries.nanosBeforeNext(this, attempt, target, failure, attempt.isFinal(thrown), now);
        engine().events().failed(attempt, failure, thrown, attempt.elapsed(now), wait != Retries.NONE, now);
        if (wait > 0) {
            return new Step.Wait(wait);
        }
        if (wait == Retries.NONE) {
            leaveTarget();
            if (!mayRepeat(attempt, failure)) {
                leaveTargets();
            }
        }
        return RouteSearch.next(this, now);
    }

    /** Begins an attempt whose leases have been taken. */
    Step attempt(TargetRoute target, long granted, long now) {
        Attempt attempt = new Attempt(this, target, beginTry(), now, granted, leased());
        return attempt.begin() ? attempt : saturated(attempt, plan().key("max-concurrent-calls"), now);
    }

    /** Whether the body may be begun once more after this attempt; always if that one never began it. */
    boolean mayRepeat(Attempt attempt, Failure failure) {
        return !attempt.hasRun()
                || (!this.noRepeat
                        && (plan().repeat() == Repeat.ALWAYS
                                || (plan().repeat() == Repeat.IF_REFUSED && failure.isRefusal())));
    }

    // What the rest of the engine asks.

    /** What it asks, as far as cached answers go. */
    @Nullable
    Question question() {
        return this.question;
    }

    @Nullable
    ObservedCall observed() {
        return this.observed;
    }

    boolean isBelowAbandoned() {
        return parent() != null && parent().isAbandoned();
    }

    /** Made when first asked for: most calls need none. An abandoned body may ask at the same time as the next. */
    synchronized String callId() {
        String id = this.callId;
        if (id == null) {
            id = engine().newId();
            this.callId = id;
        }
        return id;
    }

    void noRepeat() {
        this.noRepeat = true;
        if (parent() != null) {
            parent().noRepeat();
        }
    }
}
