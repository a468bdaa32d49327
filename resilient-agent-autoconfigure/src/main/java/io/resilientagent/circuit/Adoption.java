package io.resilientagent.circuit;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Which decisions of other instances a circuit takes over. Somebody's word outranks outcomes, and the later word the
 * earlier; of two open times the one that ends later is taken; a success closes what is open.
 *
 * @param decision what another instance has decided
 * @param slackNanos by how much it must be newer than what it replaces, unless it is a word that says something else
 * @param spreadNanos how much longer than there the circuit stays open here
 */
record Adoption(CircuitDecision decision, long slackNanos, long spreadNanos) {

    /** What is left of an old decision is not worth ending a period of probes if it is less. */
    private static final long WORTH = TimeUnit.SECONDS.toNanos(1);

    /** How old a word may seem to be beside the one it replaces: their ways here took different times. */
    private static final long TOLERANCE = TimeUnit.SECONDS.toNanos(5);

    /** Whether a circuit in that state is to take the decision over. */
    boolean appliesTo(State present, long now) {
        CircuitState kind = present.kindAt(now);
        boolean newer = isNewer(present, now);
        if (this.decision.operator()) {
            return newer;
        }
        boolean opens = this.decision.state() == CircuitState.OPEN;
        return switch (kind) {
            case CLOSED -> opens && newer;
            case OPEN -> opens ? this.decision.nanosLeft() > present.nanosLeft(now) + this.slackNanos : newer;
            case HALF_OPEN -> opens ? newer || this.decision.nanosLeft() > WORTH : newer;
            case FORCED_OPEN, DISABLED -> false;
        };
    }

    private boolean isNewer(State present, long now) {
        long age = present.nanosSinceDecision(now);
        boolean newer = this.decision.ageNanos() - toleranceNanos(present, now) <= age;
        // less than 0: it was decided while the news were on their last steps here
        return age == State.NEVER || (newer && age >= 0);
    }

    /** Words of operators come in the order in which they count, which their ages may not show. */
    private long toleranceNanos(State present, long now) {
        if (!isAnotherWord(present, now)) {
            return -this.slackNanos;
        }
        return present.isWord(now) ? TOLERANCE : 0;
    }

    /** Two words of operators may follow each other closely; only the same one must not count twice. */
    private boolean isAnotherWord(State present, long now) {
        CircuitState said = this.decision.state();
        // that of OPEN is later here by what the fleet spreads its probes over
        boolean anotherEnd = said != CircuitState.OPEN
                && Math.abs(this.decision.nanosLeft() - present.nanosLeft(now)) > this.slackNanos;
        return this.decision.operator() && (said != present.kindAt(now) || anotherEnd);
    }

    /** The state that follows. */
    State next(Circuit circuit, State present, long now) {
        CircuitDecision decision = this.decision;
        Cause cause = new Cause(
                present, decision.reason(), CircuitOrigin.FLEET, now, decision.ageNanos(), decision.operator());
        return switch (decision.state()) {
            case CLOSED -> new Closed(circuit, cause);
            case OPEN -> open(circuit, present, cause, now);
            case FORCED_OPEN -> new ForcedOpen(circuit, cause, decision.nanosLeft());
            case DISABLED -> new Disabled(circuit, cause, decision.nanosLeft());
            case HALF_OPEN -> throw new IllegalStateException();
        };
    }

    private State open(Circuit circuit, State present, Cause cause, long now) {
        long openNanos = this.decision.nanosLeft() + this.spreadNanos;
        return (present instanceof Open open && !this.decision.operator())
                ? open.prolonged(cause, openNanos)
                : new Open(circuit, cause, openNanos, growth(present), present.figures(now));
    }

    /** Probes that failed elsewhere do not let this circuit's own wait grow, but it does not begin anew either. */
    private double growth(@Nullable State present) {
        return (present instanceof HalfOpen halfOpen && !this.decision.operator()) ? halfOpen.growth() : 1;
    }
}
