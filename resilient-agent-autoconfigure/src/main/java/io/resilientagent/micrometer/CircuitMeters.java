package io.resilientagent.micrometer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitListener;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.CircuitTransition;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.Workers;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The meters of circuits and of worker threads. A circuit whose name is computed is counted under the circuit whose
 * settings it has, and has no gauge of its own: meters stay as few as names in configuration.
 */
public final class CircuitMeters implements CircuitListener, MeterBinder {

    private final CircuitRegistry circuits;

    private final CallCatalog catalog;

    private final Workers workers;

    private final Ticker ticker;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private volatile @Nullable MeterRegistry registry;

    public CircuitMeters(CircuitRegistry circuits, CallCatalog catalog, Workers workers, Ticker ticker) {
        this.circuits = circuits;
        this.catalog = catalog;
        this.workers = workers;
        this.ticker = ticker;
        circuits.addListener(this);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder(AgentMeter.TIMEOUTS_ABANDONED.id(), this.workers, Workers::abandoned)
                .description("Attempts that were given up on and still occupy a thread")
                .register(registry);
        this.catalog.onPlan((plan) -> register(plan, registry));
    }

    @Override
    public void onTransition(CircuitTransition transition) {
        MeterRegistry bound = this.registry;
        if (bound != null) {
            Counter.builder(AgentMeter.CIRCUIT_TRANSITIONS.id())
                    .description("Transitions of circuits")
                    .tag("circuit", transition.settingsName())
                    .tag("from", CallMeters.lower(transition.from()))
                    .tag("to", CallMeters.lower(transition.to()))
                    .tag(
                            "reason",
                            (transition.reason() != null) ? CallMeters.lower(transition.reason()) : AgentMeter.NONE)
                    .register(bound)
                    .increment();
        }
    }

    private void register(CallPlan plan, MeterRegistry bound) {
        for (String name : plan.guards()) {
            this.circuits
                    .find(name)
                    .filter((circuit) -> this.known.add(circuit.name()))
                    .ifPresent((circuit) -> register(circuit, bound));
        }
    }

    private void register(Circuit circuit, MeterRegistry bound) {
        for (CircuitState state : CircuitState.values()) {
            Gauge.builder(
                            AgentMeter.CIRCUIT_STATE.id(),
                            circuit,
                            (one) -> (one.state(this.ticker.nanos()) == state) ? 1 : 0)
                    .description("1 for the state that a circuit is in")
                    .tag("circuit", circuit.name())
                    .tag("state", CallMeters.lower(state))
                    .register(bound);
        }
        FunctionCounter.builder(
                        AgentMeter.CIRCUIT_REJECTIONS.id(),
                        circuit,
                        (one) -> one.snapshot(this.ticker.nanos()).notPermittedCalls())
                .description("Calls that a circuit refused")
                .tag("circuit", circuit.name())
                .register(bound);
    }
}
