package io.resilientagent.circuit;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What somebody said about a circuit, here or at another instance. It stays known when outcomes of calls have moved the
 * circuit on.
 *
 * <p>Where one that was said here stands among those of other instances is not known at first. Until it is {@linkplain
 * #settle() settled}, or does not hold any more, {@link CircuitRegistry#adopt} lets no other replace it.
 */
public final class OperatorWord {

    /** How old a word may seem to be beside the one it replaces: their ways here took different times. */
    private static final long TOLERANCE = TimeUnit.SECONDS.toNanos(5);

    /** How much later the same one may seem to have been said when it comes again. */
    private static final long JITTER = TimeUnit.MILLISECONDS.toNanos(100);

    private final CircuitState state;

    private final boolean adopted;

    private final long saidAt;

    private final long lastsNanos;

    private volatile boolean settled;

    private OperatorWord(CircuitState state, boolean adopted, long saidAt, long lastsNanos) {
        this.state = state;
        this.adopted = adopted;
        this.settled = adopted;
        this.saidAt = saidAt;
        this.lastsNanos = lastsNanos;
    }

    static OperatorWord said(CircuitState state, long lastsNanos, long now) {
        return new OperatorWord(state, false, now, lastsNanos);
    }

    static OperatorWord adopted(CircuitDecision decision, long now) {
        long left = decision.nanosLeft();
        long lasts = (left != State.NO_END) ? decision.ageNanos() + left : State.NO_END;
        return new OperatorWord(decision.state(), true, now - decision.ageNanos(), lasts);
    }

    /** Whether its place among the words of other instances is known; that of one which was said elsewhere always is. */
    public boolean isSettled() {
        return this.settled;
    }

    /** Lets words that come from now on replace it: whoever puts them in order knows it, or has turned it down. */
    public void settle() {
        this.settled = true;
    }

    /**
     * What to tell other instances of it, also where it was adopted, so that it outlives the instance that it came from;
     * null if it does not hold any more, or is an open time that was adopted.
     *
     * @param now the ticker's time
     */
    public @Nullable CircuitDecision decision(long now) {
        long age = Math.max(0, age(now));
        long longest = CircuitDecision.LONGEST.toNanos();
        if (!holds(now) || age > longest || (this.adopted && this.state == CircuitState.OPEN)) {
            return null;
        }
        long left = nanosLeft(now);
        return new CircuitDecision(
                this.state, true, null, age, (left != State.NO_END) ? Math.min(left, longest) : State.NO_END);
    }

    private long age(long now) {
        return now - this.saidAt;
    }

    private long nanosLeft(long now) {
        return (this.lastsNanos != State.NO_END) ? this.lastsNanos - age(now) : State.NO_END;
    }

    private boolean holds(long now) {
        return nanosLeft(now) > 0;
    }

    /** Whether another instance's word may follow this one: it comes in the order in which words count. */
    boolean isReplacedBy(CircuitDecision other, long slackNanos, long now) {
        boolean holds = holds(now);
        if (holds && !this.settled) {
            return false;
        }
        long apart = Math.max(slackNanos, JITTER);
        if (isSame(other, holds ? apart : TOLERANCE, now)) {
            return holds && other.ageNanos() + apart <= age(now);
        }
        return other.ageNanos() - TOLERANCE <= age(now);
    }

    /** Whether the other one says the same, so that it may be this one, told again. */
    private boolean isSame(CircuitDecision other, long apartNanos, long now) {
        long left = nanosLeft(now);
        boolean sameEnd = (left == State.NO_END || other.nanosLeft() == State.NO_END)
                ? left == other.nanosLeft()
                : Math.abs(other.nanosLeft() - left) <= apartNanos;
        return sameEnd && other.state() == this.state;
    }
}
