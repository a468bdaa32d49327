package io.resilientagent.micrometer;

import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.resilientagent.engine.AttemptObservation;

/** Makes an observation the current one as long as a body runs, and in the pipeline that the body returns. */
class ObservedScope implements AttemptObservation {

    private final Observation observation;

    ObservedScope(Observation observation) {
        this.observation = observation;
    }

    @Override
    public final Scope open() {
        return this.observation.openScope()::close;
    }

    @Override
    public final Map<Object, Object> context() {
        return Map.of(ObservationThreadLocalAccessor.KEY, this.observation);
    }
}
