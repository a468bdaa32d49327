package io.resilientagent.micrometer;

import io.micrometer.observation.Observation;
import io.resilientagent.CallContext;
import io.resilientagent.ModelTarget;
import io.resilientagent.TokenUsage;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** What an observation of an attempt knows: whom it asks, and in the end how that went. No question and no answer. */
public final class AttemptObservationContext extends Observation.Context {

    private final CallPlan plan;

    private final TargetRoute route;

    private final CallContext attempt;

    private volatile @Nullable FailureKind failure;

    private volatile @Nullable TokenUsage usage;

    AttemptObservationContext(CallPlan plan, TargetRoute route, CallContext attempt) {
        this.plan = plan;
        this.route = route;
        this.attempt = attempt;
    }

    /** What is called. */
    public CallPlan plan() {
        return this.plan;
    }

    /** Who is asked, or null if the call has no model. */
    public @Nullable ModelTarget target() {
        return this.route.target();
    }

    /** The number of the try on this target, from 1. */
    public int attempt() {
        return this.attempt.attempt();
    }

    /** Identifies the call. */
    public String callId() {
        return this.attempt.callId();
    }

    /** Why it failed; {@code CANCELLED} if its caller is gone; null as long as it has not failed. */
    public @Nullable FailureKind failure() {
        return this.failure;
    }

    /** What it has used, or null if no answer says so. */
    public @Nullable TokenUsage usage() {
        return this.usage;
    }

    void failure(FailureKind kind) {
        this.failure = kind;
    }

    void usage(TokenUsage last) {
        this.usage = last;
    }
}
