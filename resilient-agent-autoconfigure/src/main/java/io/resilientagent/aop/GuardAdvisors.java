package io.resilientagent.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.resilientagent.engine.CallEngine;
import io.resilientagent.plan.GuardLookup;
import io.resilientagent.plan.PlanFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** The advisors of each class that has guarded methods, made once. Nothing is looked up before there is such a class. */
public final class GuardAdvisors {

    private final Supplier<PlanFactory> plans;

    private final Supplier<CallEngine> engine;

    private final GuardLookup lookup;

    private final Map<Key, List<GuardAdvisor>> known = new ConcurrentHashMap<>();

    /**
     * Creates advisors.
     *
     * @param lookup finds guarded methods
     * @param plans asked for at the first guarded class
     * @param engine asked for at the first call
     */
    public GuardAdvisors(GuardLookup lookup, Supplier<PlanFactory> plans, Supplier<CallEngine> engine) {
        this.lookup = lookup;
        this.plans = plans;
        this.engine = SingletonSupplier.of(engine);
    }

    /** The advisors for a bean of this class; empty if it has no guarded method. */
    List<GuardAdvisor> of(String bean, Class<?> type) {
        Key key = new Key(type, this.lookup.isAlone(bean) ? bean : null);
        List<GuardAdvisor> advisors = this.known.get(key);
        if (advisors == null) {
            advisors = this.lookup.hasGuards(bean, type) ? make(bean, type) : List.of();
            this.known.put(key, advisors);
        }
        return advisors;
    }

    private List<GuardAdvisor> make(String bean, Class<?> type) {
        List<GuardAdvisor> advisors = new ArrayList<>();
        this.plans
                .get()
                .plans(bean, type)
                .forEach((method, plan) -> advisors.add(new GuardAdvisor(method, plan, this.engine)));
        return List.copyOf(advisors);
    }

    /** Beans of one class have the same guards, except where something is configured for one of them. */
    private record Key(Class<?> type, @Nullable String bean) {}
}
