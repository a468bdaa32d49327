package io.resilientagent.circuit;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The circuits with computed names, limited in number. Changed under the registry's lock only. */
final class ComputedCircuits {

    /** A closed circuit of which nobody wanted a lease for so long is idle. */
    private static final long IDLE = TimeUnit.MINUTES.toNanos(1);

    private final int max;

    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

    ComputedCircuits(int max) {
        this.max = max;
    }

    boolean contains(String name) {
        return this.circuits.containsKey(name);
    }

    boolean isFull() {
        return this.circuits.size() >= this.max;
    }

    void add(Circuit circuit) {
        this.circuits.put(circuit.name(), circuit);
    }

    void remove(String name) {
        this.circuits.remove(name);
    }

    /** The circuit that was idle for longest. */
    Optional<Circuit> idle(long now) {
        return this.circuits.values().stream()
                .filter((circuit) -> circuit.nanosSinceUse(now) > IDLE && circuit.state(now) == CircuitState.CLOSED)
                .max(Comparator.comparingLong((circuit) -> circuit.nanosSinceUse(now)));
    }
}
