package io.resilientagent.circuit;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Which decisions of other instances a circuit takes over. A forced state outranks outcomes, and the later word the
 * earlier; of two open times the one that ends later is taken; a success closes what is open.
 *
 * @param decision what another instance has decided
 * @param slackNanos by how much it must be newer than what it replaces, unless it is a word that says something else
 * @param spreadNanos how much longer than there the circuit stays open here
 */
record Adoption(CircuitDecision decision, long slackNanos, long spreadNanos) {

    /** What is left of an old decision is not worth ending a period of probes if it is less. */
    private static final long WORTH = TimeUnit.SECONDS.toNanos(1);

    /** Whether a circuit in that state is to take the decision over. */
    boolean appliesTo(State present, long now) {
        if (this.decision.operator()) {
            return wordAppliesTo(present, now);
        }
        CircuitState kind = present.kindAt(now);
        boolean newer = isNewer(present, this.slackNanos, now);
        boolean opens = this.decision.state() == CircuitState.OPEN;
        return switch (kind) {
            case CLOSED -> opens && newer;
            case OPEN -> opens ? this.decision.nanosLeft() > present.nanosLeft(now) + this.slackNanos : newer;
            case HALF_OPEN -> opens ? newer || this.decision.nanosLeft() > WORTH : newer;
            case FORCED_OPEN, DISABLED -> false;
        };
    }

    /** Outcomes from after a word that forces nothing count more. */
    private boolean wordAppliesTo(State present, long now) {
        OperatorWord last = present.lastWord;
        if (last != null && !last.isReplacedBy(this.decision, this.slackNanos, now)) {
            return false;
        }
        return this.decision.state().isForced() || present.isWord(now) || isNewer(present, 0, now);
    }

    private boolean isNewer(State present, long atLeast, long now) {
        long age = present.nanosSinceDecision(now);
        // less than 0: it was decided while the news were on their last steps here
        return age == State.NEVER || (age >= 0 && this.decision.ageNanos() + atLeast <= age);
    }

    /** The state that follows. */
    State next(Circuit circuit, State present, long now) {
        CircuitDecision decision = this.decision;
        OperatorWord word = decision.operator() ? OperatorWord.adopted(decision, now) : null;
        Cause cause = new Cause(present, decision.reason(), CircuitOrigin.FLEET, now, decision.ageNanos(), word);
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
