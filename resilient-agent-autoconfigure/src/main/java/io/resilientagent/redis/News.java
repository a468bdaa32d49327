package io.resilientagent.redis;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.resilientagent.circuit.CircuitDecision;
import io.resilientagent.circuit.CircuitState;

/**
 * What one instance tells the others, as flat JSON of at most {@link #MAX_BYTES}. Times are milliseconds.
 *
 * @param from the instance
 * @param circuit the circuit's name
 * @param decision what was decided
 * @param order a number that Redis has given it, greater than that of whatever it has replaced; 0 = none yet
 */
record News(String from, String circuit, CircuitDecision decision, long order) {

    static final int MAX_BYTES = 1_024;

    static final int VERSION = 1;

    private static final long ENDLESS = TimeUnit.DAYS.toMillis(30);

    private static final long CLOSED = TimeUnit.HOURS.toMillis(1);

    /** For how long the store keeps it, from now on; 0 or less = not at all any more. */
    long keepMillis() {
        if (this.decision.nanosLeft() != CircuitDecision.NO_END) {
            return Math.max(1, leftMillis());
        }
        if (this.decision.state() != CircuitState.CLOSED) {
            return ENDLESS;
        }
        return (this.decision.operator() ? ENDLESS : CLOSED) - ageMillis();
    }

    long ageMillis() {
        return TimeUnit.NANOSECONDS.toMillis(this.decision.ageNanos());
    }

    /** -1 = no end. */
    long leftMillis() {
        long nanos = this.decision.nanosLeft();
        return (nanos != CircuitDecision.NO_END) ? Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)) : -1;
    }

    /** Without the order: Redis puts it in front. */
    byte[] json() {
        String reason = (this.decision.reason() != null) ? ",\"reason\":\"" + this.decision.reason() + "\"" : "";
        return ("{\"v\":" + VERSION + ",\"from\":\"" + this.from + "\",\"circuit\":\"" + this.circuit
                        + "\",\"state\":\""
                        + this.decision.state() + "\",\"operator\":" + this.decision.operator() + reason + ",\"age\":"
                        + ageMillis() + ",\"left\":" + leftMillis() + ",\"keep\":" + keepMillis() + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The same, of which the store has kept only so much longer. */
    News keptFor(long millisLeft, long keptMillis) {
        long passed = Math.max(0, keptMillis - millisLeft);
        long age = this.decision.ageNanos() + TimeUnit.MILLISECONDS.toNanos(passed);
        long left = this.decision.nanosLeft();
        long leftNow = (left != CircuitDecision.NO_END) ? TimeUnit.MILLISECONDS.toNanos(millisLeft) : left;
        CircuitDecision now = new CircuitDecision(
                this.decision.state(), this.decision.operator(), this.decision.reason(), age, leftNow);
        return new News(this.from, this.circuit, now, this.order);
    }
}
