package io.resilientagent.circuit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** A state of one circuit, for one period: two periods of the same kind are two objects. Knows how it came to be. */
abstract sealed class State permits Closed, Open, HalfOpen, ForcedOpen, Disabled {

    static final long NO_END = Long.MAX_VALUE;

    private static final int HISTORY = 10;

    final Circuit circuit;

    final long since;

    final CircuitOrigin origin;

    final @Nullable FailureKind reason;

    /** The last changes, that to this one included; oldest first. */
    final List<CircuitTransition> history;

    private final long lastsNanos;

    State(Circuit circuit, Cause cause, CircuitState kind, long lastsNanos) {
        this.circuit = circuit;
        this.since = cause.now();
        this.origin = cause.origin();
        this.reason = cause.reason();
        this.lastsNanos = lastsNanos;
        this.history = history(circuit, cause, kind, lastsNanos);
    }

    /** The same period with a later end. */
    State(State shorter, long lastsNanos) {
        this.circuit = shorter.circuit;
        this.since = shorter.since;
        this.origin = shorter.origin;
        this.reason = shorter.reason;
        this.lastsNanos = lastsNanos;
        this.history = shorter.history;
    }

    private static List<CircuitTransition> history(Circuit circuit, Cause cause, CircuitState to, long lastsNanos) {
        State from = cause.from();
        if (from == null || from.kind() == to) {
            return (from != null) ? from.history : List.of();
        }
        List<CircuitTransition> history = new ArrayList<>(from.history);
        history.add(new CircuitTransition(
                circuit.name(),
                circuit.settingsName(),
                from.kind(),
                to,
                cause.reason(),
                cause.now(),
                (lastsNanos != NO_END) ? Duration.ofNanos(lastsNanos) : null,
                cause.origin()));
        return List.copyOf(history.subList(Math.max(0, history.size() - HISTORY), history.size()));
    }

    abstract CircuitState kind();

    /** The state that follows when the time of this one is over. */
    State next(long now) {
        throw new IllegalStateException(kind() + " has no end");
    }

    /** What {@link #next} will be. */
    CircuitState nextKind() {
        return kind();
    }

    /** A lease, or null if this state refuses the call. Allocates at most the lease. */
    @Nullable
    Lease admit(long now, long leaseNanos) {
        return null;
    }

    /** See {@link Circuit#nanosUntilAdmission}. */
    long nanosUntilAdmission(long now) {
        return nanosLeft(now);
    }

    /** What the snapshot shows of a window. */
    Figures figures(long now) {
        return Figures.NONE;
    }

    /** Takes in a provider's advice that came with a call of an earlier period. */
    void advise(long now, long advisedNanos) {}

    final boolean isOver(long now) {
        return nanosLeft(now) <= 0;
    }

    final long nanosLeft(long now) {
        return (this.lastsNanos != NO_END) ? Math.max(0, this.lastsNanos - (now - this.since)) : NO_END;
    }

    final CircuitState kindAt(long now) {
        return isOver(now) ? nextKind() : kind();
    }

    final long sinceAt(long now) {
        return isOver(now) ? this.since + this.lastsNanos : this.since;
    }

    final boolean isCurrent() {
        return this.circuit.isIn(this);
    }
}
