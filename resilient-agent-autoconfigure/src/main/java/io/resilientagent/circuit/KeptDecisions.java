package io.resilientagent.circuit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What others have decided about circuits that do not exist here yet, limited in number; the oldest go first. Of a
 * circuit the last word of an operator is kept, and the last open time.
 */
final class KeptDecisions {

    private record Key(String circuit, boolean operator) {}

    private record Kept(Adoption adoption, long at) {

        @Nullable
        Adoption now(long now) {
            CircuitDecision decision = this.adoption.decision().after(now - this.at);
            return (decision != null) ? new Adoption(decision, 0, this.adoption.spreadNanos()) : null;
        }
    }

    private final int max;

    private final Map<Key, Kept> decisions = new LinkedHashMap<>();

    /** So that nobody waits for a lock while there is nothing, as there is nearly always. */
    private volatile boolean empty = true;

    KeptDecisions(int max) {
        this.max = max;
    }

    synchronized void put(String circuit, Adoption adoption, long now) {
        CircuitDecision decision = adoption.decision();
        if (decision.operator()) {
            this.decisions.remove(new Key(circuit, true));
        }
        if (!decision.operator() || decision.state() == CircuitState.CLOSED) {
            this.decisions.remove(new Key(circuit, false));
        }
        if (decision.state() != CircuitState.CLOSED) {
            this.decisions.put(new Key(circuit, decision.operator()), new Kept(adoption, now));
            if (this.decisions.size() > this.max) {
                this.decisions.remove(this.decisions.keySet().iterator().next());
            }
        }
        this.empty = this.decisions.isEmpty();
    }

    /** What a circuit has to know that has just been made; in the order in which it is to learn it. */
    List<Adoption> take(String circuit, long now) {
        return this.empty ? List.of() : remove(circuit, now);
    }

    private synchronized List<Adoption> remove(String circuit, long now) {
        List<Adoption> taken = new ArrayList<>(2);
        for (boolean operator : new boolean[] {true, false}) {
            Kept kept = this.decisions.remove(new Key(circuit, operator));
            Adoption adoption = (kept != null) ? kept.now(now) : null;
            if (adoption != null) {
                taken.add(adoption);
            }
        }
        this.empty = this.decisions.isEmpty();
        return taken;
    }
}
