package io.resilientagent.micrometer;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.resilientagent.engine.CallObservation;
import io.resilientagent.engine.CallObserver;
import io.resilientagent.engine.CallStart;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Makes an observation of each call and, below it, one of each attempt. Its parent is the caller's current one: that in
 * the context of the pipeline, else that of the thread. Calls that are made while the application starts are not
 * observed, so that none makes its registries early.
 */
public final class CallObservations implements CallObserver, SmartInitializingSingleton {

    private final Supplier<ObservationRegistry> registry;

    private final ObservedNames names;

    private final UsageReaders usages;

    private volatile boolean started;

    /**
     * Creates an observer.
     *
     * @param registry asked for at the first call after the start
     */
    public CallObservations(Supplier<ObservationRegistry> registry, ObservedNames names, UsageReaders usages) {
        this.registry = registry;
        this.names = names;
        this.usages = usages;
    }

    @Override
    public void afterSingletonsInstantiated() {
        this.started = true;
    }

    @Override
    public @Nullable CallObservation callBegins(CallStart call) {
        ObservationRegistry observations = this.started ? this.registry.get() : ObservationRegistry.NOOP;
        if (observations.isNoop()) {
            return null;
        }
        CallObservationContext context = new CallObservationContext(call.plan(), call.callId());
        Observation observation = this.names.call(context, observations);
        if (observation.isNoop()) {
            return null;
        }
        if (call.pipeline().apply(ObservationThreadLocalAccessor.KEY) instanceof Observation around) {
            observation.parentObservation(around);
        }
        return new ObservedPlan(observation.start(), context, observations, this.names, this.usages);
    }
}
