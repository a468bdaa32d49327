package io.resilientagent.engine;

import java.time.Duration;
import java.util.List;

import io.resilientagent.CircuitOpenException;
import io.resilientagent.DeadlineExceededException;
import io.resilientagent.circuit.AdmissionWait;
import io.resilientagent.circuit.Circuit;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** Which route a call asks next: its targets, then its fallback steps, then whoever circuits admit again. */
final class RouteSearch {

    private final CallRun run;

    /** Which route is asked: targets first, then steps. */
    private int position;

    RouteSearch(CallRun run) {
        this.run = run;
    }

    int position() {
        return this.position;
    }

    void leaveTarget() {
        this.position++;
        this.run.retries().reset();
    }

    void leaveTargets() {
        this.position = this.run.plan().targets().size();
    }

    void leaveStep() {
        this.position++;
    }

    /** Goes on after a wait: with a retry, or with another pass where all routes had been refused. */
    Step resume(long now) {
        if (this.position < this.run.plan().routeCount()) {
            return next(now);
        }
        this.position = 0;
        this.run.forgetFailures();
        return begin(now);
    }

    /** Begins a pass through all routes. */
    Step begin(long now) {
        CircuitUse around = this.run.plan().chainCircuit();
        Circuit refused = (around != null) ? this.run.leases().beginChain(around, now) : null;
        if (refused != null) {
            this.run.plan().targets().forEach((target) -> skip(target, refused, now));
            leaveTargets();
        }
        return next(now);
    }

    /** Goes on with the target that is asked now, or those after it. */
    Step next(long now) {
        List<TargetRoute> targets = this.run.plan().targets();
        while (this.position < targets.size()) {
            TargetRoute target = targets.get(this.position);
            Step step = isAsked(target) ? tryBegin(target, now) : null;
            if (step != null) {
                return step;
            }
            leaveTarget();
        }
        this.run.leases().endChain(now);
        return nextStep(now);
    }

    private boolean isAsked(TargetRoute target) {
        Failure last = this.run.lastProblem();
        return this.run.retries().haveBegun()
                || last == null
                || target.condition().acceptsAsTarget(last.kind());
    }

    private @Nullable Step tryBegin(TargetRoute target, long now) {
        long granted = target.limits().grant(this.run.left(now));
        if (granted == 0) {
            DeadlineExceededException why =
                    new DeadlineExceededException(this.run.plan().name(), Duration.ofNanos(this.run.limit(now)));
            this.run.log().skipped(target, why.failure(), why, target.label() + ": no time left");
            this.run.retries().refused(target, RetryResult.DEADLINE);
            return null;
        }
        Circuit refused = this.run.leases().begin(target, granted, now);
        if (refused != null) {
            skip(target, refused, now);
            this.run.retries().refused(target, RetryResult.CIRCUIT_OPEN);
            return null;
        }
        return this.run.attempt(target, granted, now);
    }

    private void skip(TargetRoute target, Circuit circuit, long now) {
        CircuitOpenException why = new CircuitOpenException(circuit.refusal(now));
        this.run.log().skipped(target, why.failure(), why, why.refusal().text());
    }

    /** Goes on with the fallback steps that have not been asked. */
    Step nextStep(long now) {
        CallPlan plan = this.run.plan();
        for (; this.position < plan.routeCount(); leaveStep()) {
            Route step = plan.steps().get(this.position - plan.targets().size());
            FailureLog log = this.run.log();
            Failure last = log.last();
            Throwable thrown = log.lastThrown();
            if (last != null && thrown != null && step.condition().acceptsAsStep(last.kind(), thrown)) {
                if (step instanceof TextStep text) {
                    return Ending.answer(this.run, text, plan.shape().lift(text.text()), null, now);
                }
                if (step instanceof MethodStep method && method.invoker().handles(thrown) && this.run.left(now) > 0) {
                    return new Attempt(this.run, method, 1, now, this.run.left(now), null);
                }
            }
        }
        long wait = nanosUntilAnotherPass(now);
        return (wait > 0) ? new Step.Wait(wait) : Ending.allFailed(this.run, now);
    }

    /** How long to wait until a circuit may admit a call of which no route could be asked; 0 if not at all. */
    private long nanosUntilAnotherPass(long now) {
        AdmissionWait wait = this.run.plan().limits().circuitWait();
        Failure refusal = this.run.lastProblem();
        boolean refused = this.run.attempts() == 0
                && !this.run.hasFailedStep()
                && refusal != null
                && refusal.kind() == FailureKind.CIRCUIT_OPEN;
        if (wait == null || !refused || this.run.engine().isClosing()) {
            return 0;
        }
        long nanos = wait.nanos(this.run.leases().nanosUntilAdmission(now), this.run.elapsed(now));
        return (this.run.leftAfter(nanos, now) > 0) ? nanos : 0;
    }
}
