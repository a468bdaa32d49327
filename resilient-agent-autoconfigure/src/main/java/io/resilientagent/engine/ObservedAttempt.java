package io.resilientagent.engine;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.resilientagent.engine.AttemptObservation.Scope;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/** Those who observe an attempt from its begin to its end. Nothing that they do is thrown. */
public final class ObservedAttempt {

    private static final Scope NOTHING = () -> {};

    private final CallObservers observers;

    private final List<AttemptObservation> observations;

    ObservedAttempt(CallObservers observers, List<AttemptObservation> observations) {
        this.observers = observers;
        this.observations = observations;
    }

    /** Opens all scopes. */
    Scope open() {
        if (this.observations.isEmpty()) {
            return NOTHING;
        }
        List<Scope> scopes = this.observers.ask(this.observations, AttemptObservation::open);
        if (scopes.isEmpty()) {
            return NOTHING;
        }
        Collections.reverse(scopes);
        return () -> this.observers.tell(scopes, Scope::close);
    }

    /** What the context of a pipeline is to hold that the body returned. */
    public Map<Object, Object> context() {
        if (this.observations.isEmpty()) {
            return Map.of();
        }
        Map<Object, Object> all = new HashMap<>();
        this.observers.tell(this.observations, (observation) -> all.putAll(observation.context()));
        return all;
    }

    /** What the body answered; of a stream, an item. */
    public void received(@Nullable Object answer) {
        if (answer != null && !this.observations.isEmpty()) {
            this.observers.tell(this.observations, (observation) -> observation.received(answer));
        }
    }

    void ended(@Nullable Failure failure) {
        if (!this.observations.isEmpty()) {
            this.observers.tell(this.observations, (observation) -> observation.ended(failure));
        }
    }

    void cancelled() {
        this.observers.tell(this.observations, AttemptObservation::cancelled);
    }

    /** What the body answered after it was given up on. */
    void late(@Nullable Object answer) {
        if (answer != null && !this.observations.isEmpty()) {
            this.observers.tell(this.observations, (observation) -> observation.late(answer));
        }
    }
}
