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
public final class CallRun extends TimedRun {

    private final CallEngine engine;

    private final CallPlan plan;

    private final GuardedInvocation invocation;

    private final @Nullable ObservedCall observed;

    private final CallLeases leases;

    private final RouteSearch routes = new RouteSearch(this);

    private final Retries retries = new Retries(this);

    private int attempts;

    private boolean stepFailed;

    private @Nullable FailureLog failures;

    private volatile Repeat repeat;

    private @Nullable String callId;

    private final @Nullable Question question;

    CallRun(CallEngine engine, CallPlan plan, GuardedInvocation invocation, CallOrigin origin) {
        super(origin.attempt());
        this.engine = engine;
        this.plan = plan;
        this.invocation = invocation;
        this.repeat = plan.repeat();
        this.leases = new CallLeases(this, invocation);
        AnswerCache cache = plan.cache();
        this.question = (cache != null) ? cache.ask(plan, invocation, this.leases, origin.caller()) : null;
        this.observed = engine.observers().begin(this, origin.pipeline());
    }

    // What a driver tells.

    /** Begins the call. */
    public Step begin(long now) {
        start(now, this.plan.limits().deadline());
        return isBelowAbandoned() ? cancelled(null, now) : this.routes.begin(now);
    }

    /** An attempt returned. */
    public Step succeeded(Attempt attempt, @Nullable Object value, long now) {
        attempt.end();
        attempt.observed().received(value);
        if (value instanceof AgentResult<?> result && result.status() == AgentResult.Status.FAILED) {
            this.leases.release(attempt, now);
            return afterFailure(
                    attempt, Ending.failureOf(result), Ending.rejected(this, "its body answered FAILED"), now);
        }
        if (attempt.route() instanceof TargetRoute target) {
            Throwable flaw = Ending.flaw(this, attempt, value);
            if (flaw != null) {
                return failed(attempt, flaw, now);
            }
            Throwable problem = this.plan.checked() ? this.engine.checks().problem(attempt, value) : null;
            if (problem != null) {
                return unusable(attempt, problem, now);
            }
            this.leases.succeed(attempt, target, now);
            this.retries.succeeded(target);
        }
        this.engine.observers().ended(attempt, null, attempt.elapsed(now));
        return Ending.answer(this, attempt.route(), value, attempt.innerNote(), now);
    }

    private Step unusable(Attempt attempt, Throwable problem, long now) {
        if (problem instanceof ResponseRejectedException) {
            return failed(attempt, problem, now);
        }
        // A check that could not tell says nothing about the provider, whatever it threw.
        this.leases.release(attempt, now);
        return afterFailure(attempt, this.engine.checks().failure(problem), problem, now);
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
            this.leases.commit(attempt, now);
            this.retries.succeeded(target);
        }
        return Ending.answer(this, attempt.route(), stream, attempt.innerNote(), now);
    }

    /** An attempt threw, or was cut off at its limit. */
    public Step failed(Attempt attempt, Throwable thrown, long now) {
        attempt.end();
        Failure failure = this.engine.classify(thrown);
        if (attempt.isShortened() && failure.kind() == FailureKind.TIMEOUT) {
            this.leases.release(attempt, now);
        } else {
            this.leases.fail(attempt, failure, now);
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
        this.leases.release(attempt, now);
        CallSaturatedException thrown = new CallSaturatedException(this.plan.name(), limitReached);
        return afterFailure(attempt, this.engine.classify(thrown), thrown, now);
    }

    /** The wait is over. */
    public Step waited(long now) {
        return isBelowAbandoned() ? cancelled(null, now) : this.routes.resume(now);
    }

    /** A cached answer was looked up, whether there is one or not. */
    public Step lookedUp(LookUp lookUp, long now) {
        return isBelowAbandoned() ? cancelled(null, now) : this.routes.lookedUp(lookUp, now);
    }

    /** The caller is gone: interrupted during an attempt, or (null) during a wait. */
    public Step cancelled(@Nullable Attempt attempt, long now) {
        if (attempt != null) {
            attempt.end();
            attempt.abandon();
            this.engine.observers().cancelled(attempt, now);
            this.leases.release(attempt, now);
        }
        this.leases.releaseChain(now);
        return Ending.fail(this, new CallCancelledException(this.plan.name()), now);
    }

    // How a call goes on.

    private Step afterFailure(Attempt attempt, Failure failure, Throwable thrown, long now) {
        attempt.abandon();
        this.engine.observers().ended(attempt, failure, attempt.elapsed(now));
        log().failed(attempt.route(), attempt.attempt(), failure, thrown, attempt.elapsed(now));
        this.engine.log().failed(this, attempt.route(), attempt.attempt(), failure, thrown);
        if (failure.kind() == FailureKind.APPLICATION) {
            this.leases.releaseChain(now);
            return Ending.fail(this, thrown, now);
        }
        if (isBelowAbandoned()) {
            return cancelled(null, now);
        }
        if (!(attempt.route() instanceof TargetRoute target)) {
            this.stepFailed = true;
            this.engine.events().failed(attempt, failure, thrown, attempt.elapsed(now), false, now);
            this.routes.leaveStep();
            return this.routes.nextStep(now);
        }
        long wait = this.retries.nanosBeforeNext(attempt, target, failure, attempt.isFinal(thrown), now);
        this.engine.events().failed(attempt, failure, thrown, attempt.elapsed(now), wait != Retries.NONE, now);
        if (wait > 0) {
            return new Step.Wait(wait);
        }
        if (wait == Retries.NONE) {
            this.routes.leaveTarget();
            if (!mayRepeat(attempt, failure)) {
                this.routes.leaveTargets();
            }
        }
        return this.routes.next(now);
    }

    /** Begins an attempt whose leases have been taken. */
    Step attempt(TargetRoute target, long granted, long now) {
        this.attempts++;
        Attempt attempt = new Attempt(this, target, this.retries.begin(), now, granted, this.leases.taken());
        return attempt.begin() ? attempt : saturated(attempt, this.plan.key("max-concurrent-calls"), now);
    }

    /** Whether the body may be begun once more after this attempt; always if that one never began it. */
    boolean mayRepeat(Attempt attempt, Failure failure) {
        return !attempt.hasRun()
                || this.repeat == Repeat.ALWAYS
                || (this.repeat == Repeat.IF_REFUSED && failure.isRefusal());
    }

    FailureLog log() {
        FailureLog log = this.failures;
        if (log == null) {
            log = new FailureLog();
            this.failures = log;
        }
        return log;
    }

    // What the rest of the engine asks.

    CallEngine engine() {
        return this.engine;
    }

    CallPlan plan() {
        return this.plan;
    }

    GuardedInvocation invocation() {
        return this.invocation;
    }

    /** What it asks, as far as cached answers go. */
    @Nullable
    Question question() {
        return this.question;
    }

    @Nullable
    ObservedCall observed() {
        return this.observed;
    }

    CallLeases leases() {
        return this.leases;
    }

    RouteSearch routes() {
        return this.routes;
    }

    Retries retries() {
        return this.retries;
    }

    void forgetFailures() {
        this.failures = null;
    }

    @Nullable
    FailureLog failures() {
        return this.failures;
    }

    @Nullable
    Failure lastFailure() {
        return (this.failures != null) ? this.failures.lastOfAttempt() : null;
    }

    /** The last failure of an attempt; of a refusal only where no attempt was made. */
    @Nullable
    Failure lastProblem() {
        return (this.failures != null) ? this.failures.last() : null;
    }

    int attempts() {
        return this.attempts;
    }

    boolean hasFailedStep() {
        return this.stepFailed;
    }

    boolean isBelowAbandoned() {
        return parent() != null && parent().isAbandoned();
    }

    @Nullable
    String account(Route route) {
        return this.leases.account(route);
    }

    /** Made when first asked for: most calls need none. An abandoned body may ask at the same time as the next. */
    synchronized String callId() {
        String id = this.callId;
        if (id == null) {
            id = this.engine.newId();
            this.callId = id;
        }
        return id;
    }

    void noRepeat() {
        this.repeat = Repeat.NEVER;
        if (parent() != null) {
            parent().noRepeat();
        }
    }
}
