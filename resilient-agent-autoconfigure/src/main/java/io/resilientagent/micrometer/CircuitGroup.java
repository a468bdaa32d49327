package io.resilientagent.micrometer;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.time.Ticker;

/** The circuits that share meters: one of a fixed name, or all whose names are computed with the same settings. */
final class CircuitGroup {

    private final Supplier<Stream<Circuit>> circuits;

    private final Ticker ticker;

    /** What was refused by each circuit, so that the sum does not fall when one is evicted. */
    private final Map<Circuit, Long> refused = new HashMap<>();

    private long refusedByEvicted;

    CircuitGroup(Supplier<Stream<Circuit>> circuits, Ticker ticker) {
        this.circuits = circuits;
        this.ticker = ticker;
    }

    long in(CircuitState state) {
        long now = this.ticker.nanos();
        return this.circuits
                .get()
                .filter((circuit) -> circuit.state(now) == state)
                .count();
    }

    /** How many calls were refused; never falls. */
    synchronized long rejections() {
        long now = this.ticker.nanos();
        Map<Circuit, Long> before = new HashMap<>(this.refused);
        this.refused.clear();
        this.circuits.get().forEach((circuit) -> {
            before.remove(circuit);
            this.refused.put(circuit, circuit.snapshot(now).notPermittedCalls());
        });
        this.refusedByEvicted += sum(before);
        return this.refusedByEvicted + sum(this.refused);
    }

    private static long sum(Map<Circuit, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
