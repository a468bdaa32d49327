package io.resilientagent.micrometer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.CircuitTransition;
import io.resilientagent.engine.GuardSource;
import io.resilientagent.time.Ticker;

/** The meters of circuits in one registry. */
final class BoundCircuitMeters {

    private final MeterRegistry registry;

    private final CircuitRegistry circuits;

    private final Ticker ticker;

    /** By tag; held here, as gauges do not keep what they measure. */
    private final Map<String, CircuitGroup> groups = new ConcurrentHashMap<>();

    /** The tag of circuits with computed names, by the circuit whose settings they have. */
    private final Map<String, String> templates = new ConcurrentHashMap<>();

    BoundCircuitMeters(MeterRegistry registry, CircuitRegistry circuits, Ticker ticker) {
        this.registry = registry;
        this.circuits = circuits;
        this.ticker = ticker;
    }

    void add(GuardSource source) {
        String settings = source.settingsName();
        add(settings, () -> this.circuits.find(settings).stream());
        boolean computes = !settings.equals(source.name());
        if (computes && this.templates.putIfAbsent(settings, source.name()) == null) {
            add(source.name(), () -> this.circuits.all().stream().filter((circuit) -> isComputed(circuit, settings)));
        }
    }

    private static boolean isComputed(Circuit circuit, String settings) {
        return circuit.settingsName().equals(settings) && !circuit.name().equals(settings);
    }

    private void add(String tag, Supplier<Stream<Circuit>> members) {
        CircuitGroup group = new CircuitGroup(members, this.ticker);
        if (this.groups.putIfAbsent(tag, group) != null) {
            return;
        }
        for (CircuitState state : CircuitState.values()) {
            Gauge.builder(AgentMeter.CIRCUIT_STATE.id(), group, (circuits) -> circuits.in(state))
                    .description(AgentMeter.CIRCUIT_STATE.description())
                    .tag("circuit", tag)
                    .tag("state", PlanMeters.lower(state))
                    .register(this.registry);
            for (CircuitState to : CircuitState.values()) {
                if (isPossible(state, to)) {
                    transitions(tag, state, to);
                }
            }
        }
        FunctionCounter.builder(AgentMeter.CIRCUIT_REJECTIONS.id(), group, CircuitGroup::rejections)
                .description(AgentMeter.CIRCUIT_REJECTIONS.description())
                .tag("circuit", tag)
                .register(this.registry);
    }

    private static boolean isPossible(CircuitState from, CircuitState to) {
        return from != to && (to != CircuitState.HALF_OPEN || from == CircuitState.OPEN);
    }

    void count(CircuitTransition transition) {
        String settings = transition.settingsName();
        String tag = transition.circuit().equals(settings) ? settings : this.templates.getOrDefault(settings, settings);
        transitions(tag, transition.from(), transition.to()).increment();
    }

    private Counter transitions(String tag, CircuitState from, CircuitState to) {
        return Counter.builder(AgentMeter.CIRCUIT_TRANSITIONS.id())
                .description(AgentMeter.CIRCUIT_TRANSITIONS.description())
                .tag("circuit", tag)
                .tag("from", PlanMeters.lower(from))
                .tag("to", PlanMeters.lower(to))
                .register(this.registry);
    }
}
