package io.resilientagent.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.CallContext;
import io.resilientagent.engine.AttemptObservation;
import io.resilientagent.engine.CallObservation;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.Route;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.FailureKind;

/** The observation of one call. Fallback methods run inside it, attempts in observations of their own below it. */
final class ObservedPlan implements CallObservation {

    private final Observation observation;

    private final CallObservationContext context;

    private final ObservationRegistry registry;

    private final ObservedNames names;

    private final UsageReaders usages;

    ObservedPlan(
            Observation observation,
            CallObservationContext context,
            ObservationRegistry registry,
            ObservedNames names,
            UsageReaders usages) {
        this.observation = observation;
        this.context = context;
        this.registry = registry;
        this.names = names;
        this.usages = usages;
    }

    @Override
    public AttemptObservation attemptBegins(Route route, CallContext attempt) {
        if (!(route instanceof TargetRoute target)) {
            return new ObservedScope(this.observation);
        }
        AttemptObservationContext begun = new AttemptObservationContext(this.context.plan(), target, attempt);
        Observation child = this.names.attempt(begun, this.registry).parentObservation(this.observation);
        return new ObservedTry(child.start(), begun, this.usages);
    }

    @Override
    public void ended(CallOutcome outcome) {
        this.context.outcome(outcome);
        if (outcome.status() == Status.FAILED && outcome.reason() != FailureKind.CANCELLED) {
            FailureKind reason = outcome.reason();
            this.observation.error(new ObservedFailure((reason != null) ? reason : FailureKind.UNKNOWN));
        }
        this.observation.stop();
    }
}
