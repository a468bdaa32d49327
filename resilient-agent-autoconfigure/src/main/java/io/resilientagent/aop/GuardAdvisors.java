package io.resilientagent.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.resilientagent.engine.CallEngine;
import io.resilientagent.plan.GuardedMethods;
import io.resilientagent.plan.PlanFactory;
import org.springframework.util.function.SingletonSupplier;

/** The advisors of each class that has guarded methods, made once. Nothing is looked up before there is such a class. */
public final class GuardAdvisors {

    private final Supplier<PlanFactory> plans;

    private final Supplier<CallEngine> engine;

    private final Map<Class<?>, List<GuardAdvisor>> byType = new ConcurrentHashMap<>();

    /**
     * Creates advisors.
     *
     * @param plans asked for at the first guarded class
     * @param engine asked for at the first call
     */
    public GuardAdvisors(Supplier<PlanFactory> plans, Supplier<CallEngine> engine) {
        this.plans = plans;
        this.engine = SingletonSupplier.of(engine);
    }

    /** The advisors for a bean of this class; empty if it has no guarded method. */
    List<GuardAdvisor> of(String bean, Class<?> type) {
        List<GuardAdvisor> known = this.byType.get(type);
        if (known == null) {
            known = GuardedMethods.existIn(bean, type) ? make(bean, type) : List.of();
            this.byType.put(type, known);
        }
        return known;
    }

    private List<GuardAdvisor> make(String bean, Class<?> type) {
        List<GuardAdvisor> advisors = new ArrayList<>();
        this.plans
                .get()
                .plans(bean, type)
                .forEach((method, plan) -> advisors.add(new GuardAdvisor(method, plan, this.engine)));
        return List.copyOf(advisors);
    }
}
