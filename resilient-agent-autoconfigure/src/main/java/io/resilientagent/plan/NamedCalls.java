package io.resilientagent.plan;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.resilientagent.CallType;
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
    public <T> ResilientCall<T> named(String name, Type type) {
        return named(name, CallType.COMPLETION, type);
    }

    /**
     * The call of a name that asks for something else unless configured otherwise.
     *
     * @param asked what is asked for
     * @param type the type of the answer itself
     */
    @SuppressWarnings("unchecked")
    public <T> NamedCall<T> named(String name, CallType asked, Type type) {
        return (NamedCall<T>) this.calls.computeIfAbsent(
                new Key(name, asked, type),
                (key) -> new NamedCall<>(this.plans.named(name, asked, type), this.plans::driver, this.engine));
    }

    private record Key(String name, CallType asked, Type type) {}
}
