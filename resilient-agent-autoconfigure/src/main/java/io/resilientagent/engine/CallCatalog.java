package io.resilientagent.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All plans of the application, by name. Methods that share a name share an entry. Thread-safe. */
public final class CallCatalog {

    private final Map<String, CallPlan> plans = new ConcurrentSkipListMap<>();

    private final List<Consumer<CallPlan>> listeners = new CopyOnWriteArrayList<>();

    /** Adds a plan; the first of a name is kept. */
    public void add(CallPlan plan) {
        if (this.plans.putIfAbsent(plan.name(), plan) == null) {
            this.listeners.forEach((listener) -> listener.accept(plan));
        }
    }

    /** All plans, one for each name, ordered by it. */
    public Collection<CallPlan> plans() {
        return List.copyOf(this.plans.values());
    }

    /** The names of all calls, in order. */
    public List<String> names() {
        return List.copyOf(this.plans.keySet());
    }

    /** The names of all circuits of all calls, in order. */
    public List<String> guardNames() {
        return this.plans.values().stream()
                .flatMap((plan) -> plan.guards().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Is told of every plan, those that are here already first. */
    public void onPlan(Consumer<CallPlan> listener) {
        this.listeners.add(listener);
        this.plans.values().forEach(listener);
    }
}
