package io.resilientagent.circuit;

/** Refuses calls until its time has passed; the first call after that finds the circuit half open. */
final class Open extends State {

    /** By which factor this wait has grown. */
    private final double growth;

    private final Figures figures;

    Open(Circuit circuit, Cause cause, long openNanos, double growth, Figures figures) {
        super(circuit, cause, CircuitState.OPEN, openNanos);
        this.growth = growth;
        this.figures = figures;
    }

    private Open(Open shorter, Cause cause, long openNanos) {
        super(shorter, cause, openNanos);
        this.growth = shorter.growth;
        this.figures = shorter.figures;
    }

    @Override
    CircuitState kind() {
        return CircuitState.OPEN;
    }

    @Override
    State next(long now) {
        return new HalfOpen(this.circuit, Cause.time(this, now), this.growth);
    }

    @Override
    CircuitState nextKind() {
        return CircuitState.HALF_OPEN;
    }

    @Override
    Figures figures(long now) {
        return isOver(now) ? Figures.NONE : this.figures;
    }

    @Override
    void advise(long now, long advisedNanos) {
        if (!isOver(now) && advisedNanos > nanosLeft(now)) {
            Cause cause = Cause.failure(this, this.reason, now);
            this.circuit.move(this, prolonged(cause, advisedNanos));
        }
    }

    /** The same period, open for so long from now on. */
    Open prolonged(Cause cause, long openNanos) {
        return new Open(this, cause, openNanos);
    }
}
