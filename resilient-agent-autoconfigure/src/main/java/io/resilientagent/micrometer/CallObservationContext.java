package io.resilientagent.micrometer;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.CallPlan;
import org.jspecify.annotations.Nullable;

/** What an observation of a call knows: what is called, and in the end how that went. No question and no answer. */
public final class CallObservationContext extends Observation.Context {

    private final CallPlan plan;

    private final Supplier<String> callId;

    private volatile @Nullable CallOutcome outcome;

    CallObservationContext(CallPlan plan, Supplier<String> callId) {
        this.plan = plan;
        this.callId = callId;
    }

    /** What is called. */
    public CallPlan plan() {
        return this.plan;
    }

    /** Identifies the call. */
    public String callId() {
        return this.callId.get();
    }

    /** How the call ended, or null if it has not. */
    public @Nullable CallOutcome outcome() {
        return this.outcome;
    }

    void outcome(CallOutcome ended) {
        this.outcome = ended;
    }
}
