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

    /** Goes on after a wait: with a retry, or with another pass where all routes had been refused. */
    static Step resume(CallRun run, long now) {
        if (run.position() < run.plan().routeCount()) {
            return next(run, now);
        }
        run.startOver();
        return begin(run, now);
    }

    /** Begins a pass through all routes. */
    static Step begin(CallRun run, long now) {
        CircuitUse around = run.plan().chainCircuit();
        Circuit refused = (around != null) ? run.leaseChain(around, now) : null;
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
        run.endChain(now);
        return nextStep(run, now);
    }

    private static boolean isAsked(CallRun run, TargetRoute target) {
        Failure last = run.lastProblem();
        return run.tries() > 0 || last == null || target.condition().acceptsAsTarget(last.kind());
    }

    private static @Nullable Step tryBegin(CallRun run, TargetRoute target, long now) {
        long granted = target.limits().grant(run.left(now));
        if (granted == 0) {
            DeadlineExceededException why =
                    new DeadlineExceededException(run.plan().name(), Duration.ofNanos(run.limit(now)));
            run.log().skipped(target, why.failure(), why, () -> target.label() + ": no time left");
            Retries.refused(run, target, RetryResult.DEADLINE);
            return null;
        }
        Circuit refused = run.lease(target, granted, now);
        if (refused != null) {
            skip(run, target, refused, now);
            Retries.refused(run, target, RetryResult.CIRCUIT_OPEN);
            return null;
        }
        return run.attempt(target, granted, now);
    }

    private static void skip(CallRun run, TargetRoute target, Circuit circuit, long now) {
        CircuitOpenException why = new CircuitOpenException(circuit.refusal(now));
        run.log().skipped(target, why.failure(), why, why.refusal()::text);
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
                    return Ending.answer(
                            run, text, plan.shape().lift(text.answer().get()), null, now);
                }
                LookUp lookUp = (step instanceof CachedStep cached) ? lookUp(run, cached) : null;
                if (lookUp != null) {
                    return lookUp;
                }
                if (step instanceof MethodStep method && method.invoker().handles(thrown) && run.left(now) > 0) {
                    return new Attempt(run, method, 1, now, run.left(now), null);
                }
            }
        }
        long wait = nanosUntilAnotherPass(run, now);
        return (wait > 0) ? new Step.Wait(wait) : Ending.allFailed(run, now);
    }

    /** Looks for the answer of this call; null if nobody knows what it asks. */
    private static @Nullable LookUp lookUp(CallRun run, CachedStep cached) {
        Question question = run.question();
        String key = (question != null) ? question.key() : null;
        return (question != null && key != null) ? new LookUp(cached, question, key) : null;
    }

    /** Answers with what was found, or goes on with the steps after. */
    static Step lookedUp(CallRun run, LookUp lookUp, long now) {
        StoredAnswer found = lookUp.answer();
        if (found != null) {
            Object answer = run.plan().shape().lift(found.value());
            return Ending.answer(
                    run, lookUp.route(), "cached response from " + lookUp.age(found) + " ago", answer, null, now);
        }
        run.missed();
        run.log().missed(lookUp.route(), lookUp.problem());
        run.leaveStep();
        return nextStep(run, now);
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
        long nanos = wait.nanos(run.nanosUntilAdmission(now), run.elapsed(now));
        return (run.leftAfter(nanos, now) > 0) ? nanos : 0;
    }
}
