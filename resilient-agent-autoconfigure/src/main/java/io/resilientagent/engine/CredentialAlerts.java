package io.resilientagent.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitListener;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.CircuitTransition;

/**
 * How often one and the same trouble is told of: once for each circuit until it closes, then at most once an hour.
 * Keeps one entry for a circuit or a route that was told of, and forgets it with its circuit. Thread-safe.
 */
final class CredentialAlerts implements CircuitListener {

    private static final long PAUSE = Duration.ofHours(1).toNanos();

    private static final int MAX_KNOWN = 10_000;

    private final Map<String, Alert> given = new ConcurrentHashMap<>();

    /**
     * What was told.
     *
     * @param at when
     * @param closedSince whether its circuit has closed since
     */
    private record Alert(long at, boolean closedSince) {}

    /** Whether to tell of a circuit in that state; if so, it counts as told. */
    boolean isDue(String circuit, CircuitState state, long now) {
        return isDue(circuit, state == CircuitState.CLOSED || state == CircuitState.DISABLED, now);
    }

    /** Whether to tell of something that has no circuit; if so, it counts as told. */
    boolean isDue(String what, long now) {
        return isDue(what, true, now);
    }

    private boolean isDue(String key, boolean closed, long now) {
        AtomicBoolean due = new AtomicBoolean();
        if (this.given.size() >= MAX_KNOWN) {
            this.given.values().removeIf((alert) -> now - alert.at() >= PAUSE);
        }
        this.given.compute(key, (name, last) -> {
            boolean mayRepeat = last != null && (closed || last.closedSince()) && now - last.at() >= PAUSE;
            boolean first = last == null && this.given.size() < MAX_KNOWN;
            due.set(first || mayRepeat);
            return due.get() ? new Alert(now, false) : last;
        });
        return due.get();
    }

    @Override
    public void onTransition(CircuitTransition transition) {
        if (transition.to() == CircuitState.CLOSED) {
            this.given.computeIfPresent(transition.circuit(), (name, last) -> new Alert(last.at(), true));
        }
    }

    @Override
    public void onReset(Circuit circuit) {
        this.given.remove(circuit.name());
    }

    @Override
    public void onEvicted(String circuit) {
        this.given.remove(circuit);
    }
}
