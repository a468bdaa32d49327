package io.resilientagent.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitListener;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.retry.BudgetSettings;
import io.resilientagent.retry.RetryBudget;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Circuits with their retry budgets. Thread-safe; as large as the registry lets circuits be. */
public final class Guards {

    private final CircuitRegistry circuits;

    private final Ticker ticker;

    private final Map<String, Guard> guards = new ConcurrentHashMap<>();

    public Guards(CircuitRegistry circuits, Ticker ticker) {
        this.circuits = circuits;
        this.ticker = ticker;
        circuits.addListener(new CircuitListener() {
            @Override
            public void onReset(Circuit circuit) {
                RetryBudget budget = budget(circuit.name());
                if (budget != null) {
                    budget.refill(Guards.this.ticker.nanos());
                }
            }

            @Override
            public void onEvicted(String circuit) {
                Guards.this.guards.remove(circuit);
            }
        });
    }

    /** The guard of a fixed name. */
    public Guard fixed(String name, CircuitSettings settings, BudgetSettings budget) {
        return guard(this.circuits.circuit(name, settings), budget);
    }

    /** The guard of a name that was computed for a call. */
    public Guard computed(String name, String settingsName, CircuitSettings settings, BudgetSettings budget) {
        return guard(this.circuits.computed(name, settingsName, settings), budget);
    }

    /** The retry budget of a circuit, or null if no call has used it yet. */
    public @Nullable RetryBudget budget(String circuit) {
        Guard guard = this.guards.get(circuit);
        return (guard != null) ? guard.budget() : null;
    }

    private Guard guard(Circuit circuit, BudgetSettings budget) {
        Guard known = this.guards.get(circuit.name());
        if (known != null && known.circuit() == circuit) {
            return known;
        }
        Guard made = new Guard(circuit, new RetryBudget(budget, this.ticker.nanos()));
        Guard kept = this.guards.compute(
                circuit.name(), (name, old) -> (old != null && old.circuit() == circuit) ? old : made);
        return (kept != null) ? kept : made;
    }
}
