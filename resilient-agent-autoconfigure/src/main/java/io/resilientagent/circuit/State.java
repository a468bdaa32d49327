package io.resilientagent.circuit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** A state of one circuit, for one period: two periods of the same kind are two objects. Knows how it came to be. */
abstract sealed class State permits Closed, Open, HalfOpen, ForcedOpen, Disabled {

    static final long NO_END = Long.MAX_VALUE;

    /** The age of a decision that nobody has taken. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int HISTORY = 10;

    final Circuit circuit;

    final long since;

    final CircuitOrigin origin;

    final @Nullable FailureKind reason;

    /** The last changes, that to this one included; oldest first. */
    final List<CircuitTransition> history;

    private final long lastsNanos;

    /** How old the decision was when this period began; less than 0 for one that was taken meanwhile. */
    private final long ageNanos;

    private final boolean word;

    /** The last word of an operator, which outcomes may have followed. */
    final @Nullable OperatorWord lastWord;

    State(Circuit circuit, Cause cause, CircuitState kind, long lastsNanos) {
        this.circuit = circuit;
        this.since = cause.now();
        this.origin = cause.origin();
        this.reason = cause.reason();
        this.lastsNanos = lastsNanos;
        this.ageNanos = cause.ageNanos();
        this.word = cause.word() != null;
        this.lastWord = lastWord(cause);
        this.history = history(circuit, cause, kind, lastsNanos);
    }

    /** The same period with a later end, for a new cause. */
    State(State shorter, Cause cause, long lastsNanos) {
        this.circuit = shorter.circuit;
        this.since = shorter.since;
        this.origin = cause.origin();
        this.reason = cause.reason();
        this.lastsNanos = cause.now() - shorter.since + lastsNanos;
        this.ageNanos = cause.ageNanos() - (cause.now() - shorter.since);
        this.word = cause.word() != null;
        this.lastWord = lastWord(cause);
        this.history = shorter.history;
    }

    private static @Nullable OperatorWord lastWord(Cause cause) {
        if (cause.word() != null) {
            return cause.word();
        }
        return (cause.from() != null) ? cause.from().lastWord : null;
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

    /** How long ago this state was decided; {@link #NEVER} for a circuit that nothing has happened to. */
    final long nanosSinceDecision(long now) {
        if (isOver(now)) {
            return now - sinceAt(now);
        }
        return (this.ageNanos != NEVER) ? this.ageNanos + (now - this.since) : NEVER;
    }

    /** Whether an operator said so, here or elsewhere. */
    final boolean isWord(long now) {
        return this.word && !isOver(now);
    }

    /** Whether other instances should know of this state, had it been decided here. */
    boolean isDecision() {
        return true;
    }

    /** What to tell others; null if they need not know or would have no use for it. */
    final @Nullable CircuitDecision decision(long now) {
        if (!isDecision() || isOver(now) || (this.origin == CircuitOrigin.FLEET && !kind().isForced())) {
            return null;
        }
        long age = nanosSinceDecision(now);
        long longest = CircuitDecision.LONGEST.toNanos();
        long left = nanosLeft(now);
        return (age > longest)
                ? null
                : new CircuitDecision(
                        kind(),
                        this.word,
                        this.reason,
                        Math.max(0, age),
                        (left != NO_END) ? Math.min(left, longest) : NO_END);
    }

    final boolean isCurrent() {
        return this.circuit.isIn(this);
    }
}
