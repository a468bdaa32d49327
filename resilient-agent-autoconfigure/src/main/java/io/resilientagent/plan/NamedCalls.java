package io.resilientagent.plan;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.resilientagent.ResilientCall;
import io.resilientagent.ResilientCalls;
import io.resilientagent.engine.CallEngine;

/** Makes the calls of names that code asks for, one for each name and type. */
public final class NamedCalls implements ResilientCalls {

    private final PlanFactory plans;

    private final Supplier<CallEngine> engine;

    private final Map<Key, NamedCall<?>> calls = new ConcurrentHashMap<>();

    /**
     * Creates calls.
     *
     * @param engine asked for at the first call
     */
    public NamedCalls(PlanFactory plans, Supplier<CallEngine> engine) {
        this.plans = plans;
        this.engine = engine;
    }

    @Override
    public <T> ResilientCall<T> named(String name, Class<T> type) {
        return named(name, (Type) type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> ResilientCall<T> named(String name, Type type) {
        return (ResilientCall<T>) this.calls.computeIfAbsent(
                new Key(name, type),
                (key) -> new NamedCall<>(this.plans.named(name, type), this.plans::driver, this.engine));
    }

    private record Key(String name, Type type) {}
}
