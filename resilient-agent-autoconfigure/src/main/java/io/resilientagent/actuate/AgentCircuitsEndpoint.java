package io.resilientagent.actuate;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.GuardSource;
import io.resilientagent.engine.Guards;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** The endpoint {@code agentcircuits}: every circuit and every guarded call, with their figures. */
@Endpoint(id = "agentcircuits", defaultAccess = Access.READ_ONLY)
public final class AgentCircuitsEndpoint {

    private final CircuitRegistry circuits;

    private final Guards guards;

    private final CallCatalog catalog;

    private final CallStatistics statistics;

    private final Ticker ticker;

    private final TimeOfDay time;

    /**
     * Creates the endpoint.
     *
     * @param clock read once, now
     */
    public AgentCircuitsEndpoint(
            CircuitRegistry circuits,
            Guards guards,
            CallCatalog catalog,
            CallStatistics statistics,
            Ticker ticker,
            InstantSource clock) {
        this.circuits = circuits;
        this.guards = guards;
        this.catalog = catalog;
        this.statistics = statistics;
        this.ticker = ticker;
        this.time = new TimeOfDay(clock.instant(), ticker.nanos());
    }

    /** Everything. */
    @ReadOperation
    public AgentCircuitsDescriptor all() {
        Map<String, CircuitDescriptor> circuits = new LinkedHashMap<>();
        this.circuits.all().stream()
                .sorted(Comparator.comparing(Circuit::name))
                .forEach((circuit) -> circuits.put(circuit.name(), describe(circuit)));
        Map<String, CallDescriptor> calls = new LinkedHashMap<>();
        this.catalog
                .plans()
                .forEach((plan) -> calls.put(plan.name(), CallDescriptor.of(plan, this.statistics.of(plan))));
        return new AgentCircuitsDescriptor(circuits, calls);
    }

    /** One circuit, or null (404) if there is none of that name. */
    @ReadOperation
    public @Nullable CircuitDescriptor one(@Selector(match = Selector.Match.ALL_REMAINING) String... name) {
        return this.circuits.find(String.join("/", name)).map(this::describe).orElse(null);
    }

    private CircuitDescriptor describe(Circuit circuit) {
        long now = this.ticker.nanos();
        var budget = this.guards.budget(circuit.name());
        List<String> calls = this.catalog.plans().stream()
                .filter((plan) -> plan.sources().stream().anyMatch((source) -> uses(source, circuit)))
                .map(CallPlan::name)
                .toList();
        return CircuitDescriptor.of(
                circuit.snapshot(now), this.time, (budget != null) ? budget.tokens(now) : null, calls);
    }

    /** Whether a call may take this circuit. A name that cannot be computed is that of the settings' own circuit. */
    private static boolean uses(GuardSource source, Circuit circuit) {
        boolean computes = !source.name().equals(source.settingsName());
        return computes
                ? source.settingsName().equals(circuit.settingsName())
                : source.name().equals(circuit.name());
    }
}
