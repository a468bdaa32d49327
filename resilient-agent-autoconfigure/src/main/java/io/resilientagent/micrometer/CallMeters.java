package io.resilientagent.micrometer;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallObserver;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.RetryResult;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The meters of calls. They appear with zeros as soon as there are a registry and a plan; until the application's
 * registry binds them nothing is counted, so that no call makes the registry early.
 */
public final class CallMeters implements CallObserver, MeterBinder {

    private final CallCatalog catalog;

    private final Map<String, PlanMeters> plans = new ConcurrentHashMap<>();

    private volatile @Nullable MeterRegistry registry;

    public CallMeters(CallCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        this.registry = registry;
        this.catalog.onPlan(
                (plan) -> this.plans.computeIfAbsent(plan.name(), (name) -> new PlanMeters(plan, registry)));
    }

    @Override
    public void callEnded(CallPlan plan, CallOutcome outcome) {
        PlanMeters meters = this.plans.get(plan.name());
        if (meters != null) {
            meters.timer(outcome).record(outcome.elapsed(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void attemptEnded(CallPlan plan, TargetRoute target, @Nullable Failure failure, long elapsed) {
        PlanMeters meters = this.plans.get(plan.name());
        MeterRegistry bound = this.registry;
        if (meters == null || bound == null) {
            return;
        }
        if (failure == null) {
            meters.answered(target.label()).increment();
        } else {
            attempts(bound, plan, target.label(), failure).increment();
        }
    }

    @Override
    public void retriesEnded(CallPlan plan, TargetRoute target, RetryResult result, int tries) {
        PlanMeters meters = this.plans.get(plan.name());
        if (meters != null) {
            meters.retries(result).increment();
        }
    }

    static Counter attempts(MeterRegistry registry, CallPlan plan, String target, @Nullable Failure failure) {
        String none = AgentMeter.NONE;
        return Counter.builder(AgentMeter.ATTEMPTS.id())
                .description("Attempts on targets, by how they failed")
                .tag("call", plan.name())
                .tag("target", target)
                .tag("kind", (failure != null) ? lower(failure.kind()) : none)
                .tag("transient", (failure != null) ? String.valueOf(failure.isTransient()) : none)
                .tag("billing", (failure != null) ? lower(failure.billing()) : none)
                .register(registry);
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
