package io.resilientagent.micrometer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallObserver;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.RetryResult;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.Billing;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * The meters of calls. They appear with zeros as soon as there are a registry and a plan; until the application's
 * registry binds them nothing is counted, so that no call makes the registry early. Several registries that bind them
 * each count everything. A registry that throws changes neither the start nor a call's result.
 */
public final class CallMeters implements CallObserver, MeterBinder {

    /** Whoever is gone will not learn what the provider did until then. */
    private static final Failure CANCELLED = Failure.of(FailureKind.CANCELLED)
            .isTransient(false)
            .billing(Billing.POSSIBLY_BILLED)
            .build();

    private final CallCatalog catalog;

    private final Quietly quietly = new Quietly();

    /** By registry: the meters of each call by its name. */
    private final List<Map<String, PlanMeters>> bound = new CopyOnWriteArrayList<>();

    public CallMeters(CallCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Map<String, PlanMeters> plans = new ConcurrentHashMap<>();
        this.catalog.onPlan((plan) ->
                this.quietly.run(() -> plans.computeIfAbsent(plan.name(), (name) -> new PlanMeters(plan, registry))));
        this.bound.add(plans);
    }

    @Override
    public void callEnded(CallPlan plan, CallOutcome outcome) {
        forEach(plan, (meters) -> meters.ended(outcome));
    }

    @Override
    public void attemptEnded(CallPlan plan, TargetRoute target, @Nullable Failure failure, long elapsed) {
        forEach(plan, (meters) -> meters.attempted(target.label(), failure));
    }

    @Override
    public void attemptCancelled(CallPlan plan, TargetRoute target, long elapsed) {
        forEach(plan, (meters) -> meters.attempted(target.label(), CANCELLED));
    }

    @Override
    public void retriesEnded(CallPlan plan, TargetRoute target, RetryResult result, int tries) {
        forEach(plan, (meters) -> meters.retried(result));
    }

    private void forEach(CallPlan plan, Consumer<PlanMeters> event) {
        for (Map<String, PlanMeters> plans : this.bound) {
            PlanMeters meters = plans.get(plan.name());
            if (meters != null) {
                this.quietly.run(() -> event.accept(meters));
            }
        }
    }
}
