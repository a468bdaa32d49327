package io.resilientagent.micrometer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.RetryResult;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one name in one registry. Those of the first plan of that name are looked up once; other methods of the
 * same name may have other routes, whose meters are looked up when they are needed.
 */
final class PlanMeters {

    private final String call;

    private final MeterRegistry registry;

    private final List<String> routes;

    private final List<Timer> success = new ArrayList<>();

    private final List<Timer> degraded = new ArrayList<>();

    private final Timer failed;

    private final Map<String, Counter> answered = new HashMap<>();

    PlanMeters(CallPlan plan, MeterRegistry registry) {
        this.call = plan.name();
        this.registry = registry;
        this.routes = plan.routes();
        for (int depth = 0; depth < this.routes.size(); depth++) {
            this.success.add(timer(Status.SUCCESS, this.routes.get(depth), String.valueOf(depth)));
            this.degraded.add(timer(Status.DEGRADED, this.routes.get(depth), String.valueOf(depth)));
        }
        this.failed = timer(Status.FAILED, AgentMeter.NONE, AgentMeter.NONE);
        plan.targets().forEach((target) -> this.answered.put(target.label(), attempts(target.label(), null)));
        for (RetryResult result : RetryResult.values()) {
            retries(result);
        }
    }

    void ended(CallOutcome outcome) {
        timer(outcome).record(outcome.elapsed(), TimeUnit.NANOSECONDS);
    }

    void attempted(String target, @Nullable Failure failure) {
        Counter known = (failure == null) ? this.answered.get(target) : null;
        ((known != null) ? known : attempts(target, failure)).increment();
    }

    void retried(RetryResult result) {
        retries(result).increment();
    }

    private Timer timer(CallOutcome outcome) {
        String route = outcome.route();
        int depth = outcome.depth();
        if (route == null || outcome.status() == Status.FAILED) {
            return this.failed;
        }
        List<Timer> known = (outcome.status() == Status.SUCCESS) ? this.success : this.degraded;
        if (depth < known.size() && this.routes.get(depth).equals(route)) {
            return known.get(depth);
        }
        return timer(outcome.status(), route, String.valueOf(depth));
    }

    private Timer timer(Status status, String route, String depth) {
        return Timer.builder(AgentMeter.CALL.id())
                .description(AgentMeter.CALL.description())
                .tag("call", this.call)
                .tag("outcome", lower(status))
                .tag("route", route)
                .tag("depth", depth)
                .register(this.registry);
    }

    private Counter attempts(String target, @Nullable Failure failure) {
        String none = AgentMeter.NONE;
        return Counter.builder(AgentMeter.ATTEMPTS.id())
                .description(AgentMeter.ATTEMPTS.description())
                .tag("call", this.call)
                .tag("target", target)
                .tag("kind", (failure != null) ? lower(failure.kind()) : none)
                .tag("transient", (failure != null) ? String.valueOf(failure.isTransient()) : none)
                .tag("billing", (failure != null) ? lower(failure.billing()) : none)
                .register(this.registry);
    }

    private Counter retries(RetryResult result) {
        return Counter.builder(AgentMeter.RETRIES.id())
                .description(AgentMeter.RETRIES.description())
                .tag("call", this.call)
                .tag("result", lower(result))
                .register(this.registry);
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
