package io.resilientagent.circuit;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What somebody said about a circuit, here or at another instance. It stays known when outcomes of calls have moved the
 * circuit on.
 *
 * <p>One that was said here is open at first: where it stands among those of other instances is not known. Until it is
 * {@linkplain #settle() settled}, or does not hold any more, {@link CircuitRegistry#adopt} lets no other replace it.
 */
public final class OperatorWord {

    /** How old a word may seem to be beside the one it replaces: their ways here took different times. */
    private static final long TOLERANCE = TimeUnit.SECONDS.toNanos(5);

    private final CircuitState state;

    private final boolean adopted;

    private final long saidAt;

    private final long nanosLeftThen;

    private final long then;

    private volatile boolean settled;

    private OperatorWord(CircuitState state, boolean adopted, long ageNanos, long nanosLeft, long now) {
        this.state = state;
        this.adopted = adopted;
        this.settled = adopted;
        this.saidAt = now - ageNanos;
        this.nanosLeftThen = nanosLeft;
        this.then = now;
    }

    static OperatorWord said(CircuitState state, long nanosLeft, long now) {
        return new OperatorWord(state, false, 0, nanosLeft, now);
    }

    static OperatorWord adopted(CircuitDecision decision, long now) {
        return new OperatorWord(decision.state(), true, decision.ageNanos(), decision.nanosLeft(), now);
    }

    /** Whether its place among the words of other instances is known, or somebody else's it was from the start. */
    public boolean isSettled() {
        return this.settled;
    }

    /** Lets words that come from now on replace it: whoever puts them in order knows it, or has turned it down. */
    public void settle() {
        this.settled = true;
    }

    /**
     * What to tell other instances of it; null if it does not hold any more, or was adopted and forces no state: that of
     * a forced one outlives the instance that it came from.
     *
     * @param now the ticker's time
     */
    public @Nullable CircuitDecision decision(long now) {
        boolean forced = this.state == CircuitState.FORCED_OPEN || this.state == CircuitState.DISABLED;
        long age = age(now);
        if (!holds(now) || age > CircuitDecision.LONGEST.toNanos() || (this.adopted && !forced)) {
            return null;
        }
        return new CircuitDecision(this.state, true, null, Math.max(0, age), nanosLeft(now));
    }

    private long age(long now) {
        return now - this.saidAt;
    }

    private long nanosLeft(long now) {
        return (this.nanosLeftThen != State.NO_END) ? this.nanosLeftThen - (now - this.then) : State.NO_END;
    }

    private boolean holds(long now) {
        return nanosLeft(now) > 0;
    }

    /** Whether another instance's word may follow this one: it comes in the order in which words count. */
    boolean isReplacedBy(CircuitDecision other, long slackNanos, long now) {
        if (!holds(now)) {
            return !isSame(other, TOLERANCE, now);
        }
        long atMost = isSame(other, slackNanos, now) ? -slackNanos : TOLERANCE;
        return this.settled && other.ageNanos() - atMost <= age(now);
    }

    /** Whether the other one says the same, so that it may be this one, told again. */
    private boolean isSame(CircuitDecision other, long slackNanos, long now) {
        long left = nanosLeft(now);
        boolean sameEnd = (left == State.NO_END || other.nanosLeft() == State.NO_END)
                ? left == other.nanosLeft()
                : Math.abs(other.nanosLeft() - left) <= slackNanos;
        return sameEnd && other.state() == this.state;
    }
}
