package io.resilientagent.actuate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.resilientagent.engine.CallObserver;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.RetryResult;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/** Counts, by call, what the endpoint shows. */
public final class CallStatistics implements CallObserver {

    private final Map<String, CallCounters> calls = new ConcurrentHashMap<>();

    /** The figures of a call since the application started. */
    CallCounters of(CallPlan plan) {
        return this.calls.computeIfAbsent(plan.name(), (name) -> new CallCounters());
    }

    @Override
    public void attemptEnded(CallPlan plan, TargetRoute target, @Nullable Failure failure, long elapsed) {
        if (failure != null) {
            of(plan).failed(failure);
        }
    }

    @Override
    public void retriesEnded(CallPlan plan, TargetRoute target, RetryResult result, int tries) {
        if (tries > 1) {
            of(plan).retried(result == RetryResult.RECOVERED);
        }
    }

    @Override
    public void callEnded(CallPlan plan, CallOutcome outcome) {
        of(plan).ended(outcome.status(), outcome.depth());
    }
}
