package io.resilientagent.circuit;

import java.util.Collections;

import org.jspecify.annotations.Nullable;

/** Puts together what a circuit looks like. */
final class Snapshots {

    private Snapshots() {}

    static CircuitSnapshot of(Circuit circuit, State state, long now) {
        Rules rules = circuit.rules();
        Counters counters = circuit.counters();
        Figures figures = state.figures(now);
        boolean enough = rules.isEnough(figures.calls());
        CircuitState kind = state.kindAt(now);
        boolean over = state.isOver(now);
        return new CircuitSnapshot(
                circuit.name(),
                circuit.settingsName(),
                now,
                kind,
                state.sinceAt(now),
                openUntil(state, kind, now),
                over ? null : state.reason,
                over ? CircuitOrigin.LOCAL : state.origin,
                enough ? figures.failed() * 100.0 / figures.calls() : null,
                enough && rules.hasSlowCalls() ? figures.slow() * 100.0 / figures.calls() : null,
                figures.consecutiveFailures(),
                figures.calls(),
                figures.failed(),
                figures.slow(),
                counters.ignoredCalls(),
                counters.lateCalls(),
                counters.notPermittedCalls(),
                Collections.unmodifiableMap(counters.failuresByKind()),
                state.history);
    }

    private static @Nullable Long openUntil(State state, CircuitState kind, long now) {
        if (kind != CircuitState.OPEN && kind != CircuitState.FORCED_OPEN) {
            return null;
        }
        long left = state.nanosLeft(now);
        return (left != State.NO_END) ? now + left : null;
    }
}
