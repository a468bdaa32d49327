package io.resilientagent.circuit;

/** Refuses every call because somebody said so. */
final class ForcedOpen extends State {

    ForcedOpen(Circuit circuit, Cause cause, long lastsNanos) {
        super(circuit, cause, CircuitState.FORCED_OPEN, lastsNanos);
    }

    @Override
    CircuitState kind() {
        return CircuitState.FORCED_OPEN;
    }

    @Override
    State next(long now) {
        return new Closed(this.circuit, Cause.time(this, now));
    }

    @Override
    CircuitState nextKind() {
        return CircuitState.CLOSED;
    }
}
