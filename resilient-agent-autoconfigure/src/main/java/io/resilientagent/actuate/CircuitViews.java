package io.resilientagent.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.Guards;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Describes circuits and calls. What a page costs depends on the page, not on how many there are. */
final class CircuitViews {

    private final CircuitRegistry circuits;

    private final Guards guards;

    private final CallCatalog catalog;

    private final CallStatistics statistics;

    private final Ticker ticker;

    private final TimeOfDay time;

    private final CallsByCircuit calls;

    CircuitViews(
            CircuitRegistry circuits,
            Guards guards,
            CallCatalog catalog,
            CallStatistics statistics,
            Ticker ticker,
            TimeOfDay time) {
        this.circuits = circuits;
        this.guards = guards;
        this.catalog = catalog;
        this.statistics = statistics;
        this.ticker = ticker;
        this.time = time;
        this.calls = new CallsByCircuit(catalog);
    }

    AgentCircuitsDescriptor page(Selection selection) {
        Page<Circuit> circuits = new Page<>(selection);
        this.circuits.forEach((circuit) -> circuits.offer(circuit.name(), circuit));
        Page<CallPlan> calls = new Page<>(selection);
        this.catalog.plans().forEach((plan) -> calls.offer(plan.name(), plan));
        String next = first(circuits.end(), calls.end());
        return new AgentCircuitsDescriptor(
                map(circuits.upTo(next), this::describe),
                map(calls.upTo(next), (plan) -> CallDescriptor.of(plan, this.statistics.of(plan))),
                new AgentCircuitsDescriptor.Total(circuits.total(), calls.total()),
                next);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return (one != null) ? one : other;
        }
        return (one.compareTo(other) < 0) ? one : other;
    }

    private static <T, R> Map<String, R> map(Map<String, T> items, Function<T, R> description) {
        Map<String, R> result = new LinkedHashMap<>();
        items.forEach((name, item) -> result.put(name, description.apply(item)));
        return result;
    }

    CircuitDescriptor describe(Circuit circuit) {
        long now = this.ticker.nanos();
        var budget = this.guards.budget(circuit.name());
        Double tokens = (budget != null) ? budget.tokens(now) : null;
        return CircuitDescriptor.of(circuit.snapshot(now), this.time, tokens, this.calls.of(circuit));
    }
}
