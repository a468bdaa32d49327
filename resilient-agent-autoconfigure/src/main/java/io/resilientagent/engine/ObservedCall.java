package io.resilientagent.engine;

import java.util.List;

/** A call that somebody observes from its begin to its end. */
final class ObservedCall {

    private final CallObservers observers;

    private final List<CallObservation> observations;

    ObservedCall(CallObservers observers, List<CallObservation> observations) {
        this.observers = observers;
        this.observations = observations;
    }

    /** An attempt begins. */
    ObservedAttempt attempt(Attempt attempt) {
        List<AttemptObservation> begun = this.observers.ask(
                this.observations, (observation) -> observation.attemptBegins(attempt.route(), attempt));
        return begun.isEmpty() ? this.observers.nobody() : new ObservedAttempt(this.observers, begun);
    }

    void ended(CallOutcome outcome) {
        this.observers.tell(this.observations, (observation) -> observation.ended(outcome));
    }
}
