package io.resilientagent.engine;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.resilientagent.AgentResult;
import io.resilientagent.CallCancelledException;
import io.resilientagent.CallSaturatedException;
import io.resilientagent.CircuitOpenException;
import io.resilientagent.DeadlineExceededException;
import io.resilientagent.Repeat;
import io.resilientagent.ResponseRejectedException;
import io.resilientagent.circuit.Circuit;
import io.resilientagent.failure.Billing;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.timeout.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its first attempt to its end. Given the outcome of the last step it decides the next one; it has no
 * thread, never waits and reads no clock. Driven by one thread at a time.
 */
public final class CallRun {

    private final CallEngine engine;

    private final CallPlan plan;

    private final GuardedInvocation invocation;

    private final @Nullable Attempt parent;

    private final CallLeases leases;

    private final Retries retries = new Retries(this);

    private long startedAt;

    private long limit = TimeLimits.UNLIMITED;

    /** Which route is asked: targets first, then steps. */
    private int position;

    private int attempts;

    private boolean stepFailed;

    private @Nullable FailureLog failures;

    private volatile Repeat repeat;

    private @Nullable String callId;

    CallRun(CallEngine engine, CallPlan plan, GuardedInvocation invocation, @Nullable Attempt parent) {
        this.engine = engine;
        this.plan = plan;
        this.invocation = invocation;
        this.parent = parent;
        this.repeat = plan.repeat();
        this.leases = new CallLeases(this, invocation);
    }

    // What a driver tells.

    /** Begins the call. */
    public Step begin(long now) {
        this.startedAt = now;
        this.limit = (this.plan.deadline() > 0) ? this.plan.deadline() : TimeLimits.UNLIMITED;
        if (this.parent != null) {
            this.limit = Math.min(this.limit, this.parent.left(now));
        }
        CircuitUse around = this.plan.chainCircuit();
        if (around != null) {
            Circuit refused = this.leases.beginChain(around, now);
            if (refused != null) {
                this.plan.targets().forEach((target) -> skip(target, refused, now));
                this.position = this.plan.targets().size();
            }
        }
        return isBelowAbandoned() ? cancelled(null, now) : nextRoute(now);
    }

    /** An attempt returned. */
    public Step succeeded(Attempt attempt, @Nullable Object value, long now) {
        if (value instanceof AgentResult<?> result && result.status() == AgentResult.Status.FAILED) {
            this.leases.release(attempt, now);
            return afterFailure(attempt, Ending.failureOf(result), rejected("its body answered FAILED"), now);
        }
        if (attempt.route() instanceof TargetRoute target) {
            if (this.plan.rejectBlank() && this.plan.shape().isBlank(value)) {
                return failed(attempt, rejected("it is blank"), now);
            }
            this.leases.succeed(attempt, target, now);
            observeAttempt(target, null, attempt.elapsed(now));
            this.retries.succeeded(target);
        }
        return Ending.answer(this, attempt.route(), value, attempt.innerNote(), now);
    }

    /** An attempt threw, or was cut off at its limit. */
    public Step failed(Attempt attempt, Throwable thrown, long now) {
        Failure failure = classify(thrown);
        if (attempt.isShortened() && failure.kind() == FailureKind.TIMEOUT) {
            this.leases.release(attempt, now);
        } else {
            this.leases.fail(attempt, failure, now);
        }
        return afterFailure(attempt, failure, thrown, now);
    }

    /** An attempt could not be begun, for want of a thread. */
    public Step saturated(Attempt attempt, String limitReached, long now) {
        attempt.neverRan();
        this.leases.release(attempt, now);
        Throwable thrown = new CallSaturatedException(this.plan.name(), limitReached);
        return afterFailure(attempt, classify(thrown), thrown, now);
    }

    /** The wait is over. */
    public Step waited(long now) {
        return isBelowAbandoned() ? cancelled(null, now) : nextRoute(now);
    }

    /** The caller is gone: interrupted during an attempt, or (null) during a wait. */
    public Step cancelled(@Nullable Attempt attempt, long now) {
        if (attempt != null) {
            attempt.abandon();
            this.leases.release(attempt, now);
        }
        this.leases.releaseChain(now);
        return Ending.fail(this, new CallCancelledException(this.plan.name()), now);
    }

    // How a call goes on.

    private Step nextRoute(long now) {
        while (this.position < this.plan.targets().size()) {
            TargetRoute target = this.plan.targets().get(this.position);
            Attempt attempt = isAsked(target) ? tryBegin(target, now) : null;
            if (attempt != null) {
                return attempt;
            }
            leaveTarget();
        }
        this.leases.endChain(now);
        return nextStep(now);
    }

    private boolean isAsked(TargetRoute target) {
        FailureLog log = this.failures;
        Failure last = (log != null) ? log.last() : null;
        return this.retries.haveBegun() || last == null || target.condition().acceptsAsTarget(last.kind());
    }

    private @Nullable Attempt tryBegin(TargetRoute target, long now) {
        long granted = target.limits().grant(left(now));
        if (granted == 0) {
            Throwable why = new DeadlineExceededException(this.plan.name(), Duration.ofNanos(this.limit));
            log().skipped(target, classify(why), why, target.label() + ": no time left");
            this.retries.refused(target, RetryResult.DEADLINE);
            return null;
        }
        Circuit refused = this.leases.begin(target, granted, now);
        if (refused != null) {
            skip(target, refused, now);
            this.retries.refused(target, RetryResult.CIRCUIT_OPEN);
            return null;
        }
        this.attempts++;
        return new Attempt(this, target, this.retries.begin(), now, granted, this.leases.taken());
    }

    private void skip(TargetRoute target, Circuit circuit, long now) {
        long wait = circuit.nanosUntilAdmission(now);
        CircuitOpenException why = new CircuitOpenException(
                circuit.name(), (wait == 0 || wait == Long.MAX_VALUE) ? null : Duration.ofNanos(wait));
        log().skipped(target, why.failure(), why, "circuit '" + circuit.name() + "' is open");
    }

    private Step afterFailure(Attempt attempt, Failure failure, Throwable thrown, long now) {
        attempt.abandon();
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
            this.position++;
            return nextStep(now);
        }
        observeAttempt(target, failure, attempt.elapsed(now));
        long wait = this.retries.nanosBeforeNext(attempt, target, failure, attempt.isFinal(thrown), now);
        if (wait > 0) {
            return new Step.Wait(wait);
        }
        if (wait == Retries.NONE) {
            leaveTarget();
            if (!mayRepeat(attempt, failure)) {
                this.position = this.plan.targets().size();
            }
        }
        return nextRoute(now);
    }

    private void leaveTarget() {
        this.position++;
        this.retries.reset();
    }

    private Step nextStep(long now) {
        while (this.position < this.plan.routeCount()) {
            Route step =
                    this.plan.steps().get(this.position - this.plan.targets().size());
            FailureLog log = log();
            Failure last = log.last();
            Throwable thrown = log.lastThrown();
            if (last != null && thrown != null && step.condition().acceptsAsStep(last.kind(), thrown)) {
                if (step instanceof TextStep text) {
                    return Ending.answer(this, text, this.plan.shape().lift(text.text()), null, now);
                }
                if (step instanceof MethodStep method && method.invoker().handles(thrown) && left(now) > 0) {
                    return new Attempt(this, method, 1, now, left(now), null);
                }
            }
            this.position++;
        }
        return Ending.allFailed(this, now);
    }

    private ResponseRejectedException rejected(String reason) {
        return new ResponseRejectedException(this.plan.name(), reason);
    }

    private Failure classify(Throwable thrown) {
        Failure failure = this.engine.classification().classify(thrown);
        // The caller is still here, so it was somebody else who gave up on the connection.
        if (failure.kind() == FailureKind.CANCELLED) {
            failure = failure.toBuilder(FailureKind.NETWORK)
                    .billing(Billing.POSSIBLY_BILLED)
                    .fromProvider(true)
                    .build();
        }
        return this.engine.effects().apply(failure);
    }

    /** Whether the body may be begun once more after this attempt; always if that one never began it. */
    boolean mayRepeat(Attempt attempt, Failure failure) {
        return !attempt.hasRun()
                || this.repeat == Repeat.ALWAYS
                || (this.repeat == Repeat.IF_REFUSED && failure.isRefusal());
    }

    private FailureLog log() {
        FailureLog log = this.failures;
        if (log == null) {
            log = new FailureLog();
            this.failures = log;
        }
        return log;
    }

    private void observeAttempt(TargetRoute target, @Nullable Failure failure, long elapsed) {
        if (!this.engine.observers().isEmpty()) {
            this.engine.observers().attemptEnded(this.plan, target, failure, elapsed);
        }
    }

    // What the rest of the engine asks.

    @Nullable
    Object invoke(Route route) throws Throwable {
        if (route instanceof MethodStep step) {
            FailureLog log = log();
            Failure last = log.last();
            Throwable thrown = log.lastThrown();
            if (last != null && thrown != null) {
                return step.invoker().invoke(this.invocation, last, thrown);
            }
        }
        return this.invocation.proceed();
    }

    CallEngine engine() {
        return this.engine;
    }

    CallPlan plan() {
        return this.plan;
    }

    @Nullable
    Attempt parent() {
        return this.parent;
    }

    CallLeases leases() {
        return this.leases;
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

    /** Whether a later target would be asked after a failure of this kind. */
    boolean hasLaterTarget(FailureKind kind) {
        List<TargetRoute> targets = this.plan.targets();
        return targets.subList(Math.min(this.position + 1, targets.size()), targets.size()).stream()
                .anyMatch((target) -> target.condition().acceptsAsTarget(kind));
    }

    int position() {
        return this.position;
    }

    int attempts() {
        return this.attempts;
    }

    boolean hasFailedStep() {
        return this.stepFailed;
    }

    long elapsed(long now) {
        return now - this.startedAt;
    }

    /** What is left until the deadline; never more than what is left of the attempt around this call. */
    long left(long now) {
        return (this.limit == TimeLimits.UNLIMITED) ? TimeLimits.UNLIMITED : this.limit - elapsed(now);
    }

    /** What will be left after a wait. */
    long leftAfter(long wait, long now) {
        long left = left(now);
        return (left == TimeLimits.UNLIMITED) ? left : left - wait;
    }

    boolean isBelowAbandoned() {
        return this.parent != null && this.parent.isAbandoned();
    }

    @Nullable
    String account() {
        return this.leases.account();
    }

    /** Made when first asked for: most calls need none. An abandoned body may ask at the same time as the next. */
    synchronized String callId() {
        String id = this.callId;
        if (id == null) {
            id = UUID.randomUUID().toString();
            this.callId = id;
        }
        return id;
    }

    void noRepeat() {
        this.repeat = Repeat.NEVER;
        if (this.parent != null) {
            this.parent.noRepeat();
        }
    }
}
