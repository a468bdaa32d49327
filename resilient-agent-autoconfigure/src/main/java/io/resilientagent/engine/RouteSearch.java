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

    private RouteSearch() {}

    /** Begins a pass through all routes. */
    static Step begin(CallRun run, long now) {
        CircuitUse around = run.plan().chainCircuit();
        Circuit refused = (around != null) ? run.leases().beginChain(around, now) : null;
        if (refused != null) {
            run.plan().targets().forEach((target) -> skip(run, target, refused, now));
            run.leaveTargets();
        }
        return next(run, now);
    }

    /** Goes on with the target that is asked now, or those after it. */
    static Step next(CallRun run, long now) {
        List<TargetRoute> targets = run.plan().targets();
        while (run.position() < targets.size()) {
            TargetRoute target = targets.get(run.position());
            Step step = isAsked(run, target) ? tryBegin(run, target, now) : null;
            if (step != null) {
                return step;
            }
            run.leaveTarget();
        }
        run.leases().endChain(now);
        return nextStep(run, now);
    }

    private static boolean isAsked(CallRun run, TargetRoute target) {
        Failure last = run.lastProblem();
        return run.retries().haveBegun() || last == null || target.condition().acceptsAsTarget(last.kind());
    }

    private static @Nullable Step tryBegin(CallRun run, TargetRoute target, long now) {
        long granted = target.limits().grant(run.left(now));
        if (granted == 0) {
            DeadlineExceededException why =
                    new DeadlineExceededException(run.plan().name(), Duration.ofNanos(run.limit()));
            run.log().skipped(target, why.failure(), why, target.label() + ": no time left");
            run.retries().refused(target, RetryResult.DEADLINE);
            return null;
        }
        Circuit refused = run.leases().begin(target, granted, now);
        if (refused != null) {
            skip(run, target, refused, now);
            run.retries().refused(target, RetryResult.CIRCUIT_OPEN);
            return null;
        }
        return run.attempt(target, granted, now);
    }

    private static void skip(CallRun run, TargetRoute target, Circuit circuit, long now) {
        long wait = circuit.nanosUntilAdmission(now);
        CircuitOpenException why = new CircuitOpenException(
                circuit.name(),
                circuit.state(now),
                (wait == 0 || wait == Long.MAX_VALUE) ? null : Duration.ofNanos(wait));
        run.log().skipped(target, why.failure(), why, why.problem());
    }

    /** Goes on with the fallback steps that have not been asked. */
    static Step nextStep(CallRun run, long now) {
        CallPlan plan = run.plan();
        for (; run.position() < plan.routeCount(); run.leaveStep()) {
            Route step = plan.steps().get(run.position() - plan.targets().size());
            FailureLog log = run.log();
            Failure last = log.last();
            Throwable thrown = log.lastThrown();
            if (last != null && thrown != null && step.condition().acceptsAsStep(last.kind(), thrown)) {
                if (step instanceof TextStep text) {
                    return Ending.answer(run, text, plan.shape().lift(text.text()), null, now);
                }
                if (step instanceof MethodStep method && method.invoker().handles(thrown) && run.left(now) > 0) {
                    return new Attempt(run, method, 1, now, run.left(now), null);
                }
            }
        }
        long wait = nanosUntilAnotherPass(run, now);
        return (wait > 0) ? new Step.Wait(wait) : Ending.allFailed(run, now);
    }

    /** How long to wait until a circuit may admit a call of which no route could be asked; 0 if not at all. */
    private static long nanosUntilAnotherPass(CallRun run, long now) {
        AdmissionWait wait = run.plan().limits().circuitWait();
        Failure refusal = run.lastProblem();
        boolean refused = run.attempts() == 0
                && !run.hasFailedStep()
                && refusal != null
                && refusal.kind() == FailureKind.CIRCUIT_OPEN;
        if (wait == null || !refused || run.engine().isClosing()) {
            return 0;
        }
        long nanos = wait.nanos(run.leases().nanosUntilAdmission(now), run.elapsed(now));
        return (run.leftAfter(nanos, now) > 0) ? nanos : 0;
    }
}
