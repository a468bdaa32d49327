package io.resilientagent.circuit;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The circuits with computed names, limited in number. Changed under the registry's lock only. */
final class ComputedCircuits {

    /** A closed circuit that nobody used for so long is idle. */
    private static final long IDLE = TimeUnit.MINUTES.toNanos(1);

    /** So is a half-open one: without a limit, names that failed once and never came back would fill all room. */
    private static final long HALF_OPEN_IDLE = TimeUnit.HOURS.toNanos(1);

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

    boolean remove(String name) {
        return this.circuits.remove(name) != null;
    }

    /** The closed circuit that was idle for longest; if none is, such a half-open one. */
    Optional<Circuit> idle(long now) {
        return this.circuits.values().stream()
                .filter((circuit) -> isIdle(circuit, now))
                .max(Comparator.comparing((Circuit circuit) -> circuit.state(now) == CircuitState.CLOSED)
                        .thenComparingLong((circuit) -> circuit.nanosSinceUse(now)));
    }

    boolean isIdle(Circuit circuit, long now) {
        return switch (circuit.state(now)) {
            case CLOSED -> circuit.nanosSinceUse(now) > IDLE;
            case HALF_OPEN -> circuit.nanosSinceUse(now) > HALF_OPEN_IDLE;
            case OPEN, FORCED_OPEN, DISABLED -> false;
        };
    }
}
