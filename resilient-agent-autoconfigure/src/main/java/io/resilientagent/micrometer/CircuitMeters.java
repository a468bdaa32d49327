package io.resilientagent.micrometer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.resilientagent.circuit.CircuitListener;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitTransition;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.Workers;
import io.resilientagent.time.Ticker;

/**
 * The meters of circuits and of worker threads. Circuits whose names are computed share meters, which carry the
 * template of the names: meters stay as few as names in code and configuration. Several registries that bind them each
 * count everything. A registry that throws changes neither the start nor a call's result.
 */
public final class CircuitMeters implements CircuitListener, MeterBinder {

    private final CircuitRegistry circuits;

    private final CallCatalog catalog;

    private final Workers workers;

    private final Ticker ticker;

    private final Quietly quietly = new Quietly();

    private final List<BoundCircuitMeters> bound = new CopyOnWriteArrayList<>();

    public CircuitMeters(CircuitRegistry circuits, CallCatalog catalog, Workers workers, Ticker ticker) {
        this.circuits = circuits;
        this.catalog = catalog;
        this.workers = workers;
        this.ticker = ticker;
        circuits.addListener(this);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        this.quietly.run(() -> Gauge.builder(AgentMeter.TIMEOUTS_ABANDONED.id(), this.workers, Workers::abandoned)
                .description(AgentMeter.TIMEOUTS_ABANDONED.description())
                .register(registry));
        BoundCircuitMeters meters = new BoundCircuitMeters(registry, this.circuits, this.ticker);
        this.catalog.onPlan((plan) -> this.quietly.run(() -> plan.sources().forEach(meters::add)));
        this.bound.add(meters);
    }

    @Override
    public void onTransition(CircuitTransition transition) {
        this.bound.forEach((meters) -> this.quietly.run(() -> meters.count(transition)));
    }
}
