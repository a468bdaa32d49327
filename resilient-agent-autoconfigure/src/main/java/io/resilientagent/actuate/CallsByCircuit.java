package io.resilientagent.actuate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.GuardSource;

/** Which calls may use a circuit: noted once for each plan, so that nobody searches. Thread-safe. */
final class CallsByCircuit {

    private final Map<String, Set<String>> fixed = new ConcurrentHashMap<>();

    /** By the settings' own circuit, which a call takes whose name cannot be computed. */
    private final Map<String, Set<String>> computed = new ConcurrentHashMap<>();

    CallsByCircuit(CallCatalog catalog) {
        catalog.onPlan(this::add);
    }

    private void add(CallPlan plan) {
        for (GuardSource source : plan.sources()) {
            boolean computes = !source.name().equals(source.settingsName());
            (computes ? this.computed : this.fixed)
                    .computeIfAbsent(source.settingsName(), (name) -> new ConcurrentSkipListSet<>())
                    .add(plan.name());
        }
    }

    /** The names of the calls, in order. */
    List<String> of(Circuit circuit) {
        Set<String> own = this.fixed.getOrDefault(circuit.name(), Set.of());
        Set<String> shared = this.computed.getOrDefault(circuit.settingsName(), Set.of());
        return shared.isEmpty()
                ? List.copyOf(own)
                : Stream.concat(own.stream(), shared.stream())
                        .distinct()
                        .sorted()
                        .toList();
    }
}
