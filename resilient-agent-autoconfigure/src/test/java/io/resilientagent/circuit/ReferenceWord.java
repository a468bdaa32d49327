package io.resilientagent.circuit;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** The rules of an operator's last word about a circuit, as plain as those of {@link ReferenceCircuit}. */
final class ReferenceWord {

    private @Nullable CircuitState state;
    private long at;
    private @Nullable Long until;
    private boolean adopted;
    private boolean settled;

    void said(CircuitState said, long when, @Nullable Long end, boolean elsewhere) {
        this.state = said;
        this.at = when;
        this.until = end;
        this.adopted = elsewhere;
        this.settled = elsewhere;
    }

    void settle() {
        this.settled = true;
    }

    private boolean isOver(long now) {
        return this.until != null && now >= this.until;
    }

    /** What others are told of it. */
    @Nullable
    CircuitDecision told(long now) {
        if (this.state == null || isOver(now) || (this.adopted && this.state == CircuitState.OPEN)) {
            return null;
        }
        long left = (this.until != null) ? this.until - now : CircuitDecision.NO_END;
        return new CircuitDecision(this.state, true, null, now - this.at, left);
    }

    boolean mayBeFollowedBy(CircuitDecision other, long slack, long now) {
        long tolerance = Duration.ofSeconds(5).toNanos();
        if (this.state == null) {
            return true;
        }
        long saidAt = now - other.ageNanos();
        if (isOver(now)) {
            return !saysTheSame(other, tolerance, now) && saidAt >= this.at - tolerance;
        }
        long apart = Math.max(slack, Duration.ofMillis(100).toNanos());
        long earliest = saysTheSame(other, apart, now) ? this.at + apart : this.at - tolerance;
        return this.settled && saidAt >= earliest;
    }

    private boolean saysTheSame(CircuitDecision other, long apart, long now) {
        boolean endless = other.nanosLeft() == CircuitDecision.NO_END;
        boolean sameEnd = (this.until == null || endless)
                ? this.until == null && endless
                : Math.abs(now + other.nanosLeft() - this.until) <= apart;
        return sameEnd && other.state() == this.state;
    }
}
