package io.resilientagent.micrometer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.RetryResult;

/** The meters of one plan, looked up once. */
final class PlanMeters {

    private final List<Timer> success = new ArrayList<>();

    private final List<Timer> degraded = new ArrayList<>();

    private final Timer failed;

    private final Map<String, Counter> answered = new HashMap<>();

    private final Map<RetryResult, Counter> retries = new EnumMap<>(RetryResult.class);

    PlanMeters(CallPlan plan, MeterRegistry registry) {
        List<String> routes = plan.routes();
        for (int depth = 0; depth < routes.size(); depth++) {
            this.success.add(timer(plan, registry, Status.SUCCESS, routes.get(depth), String.valueOf(depth)));
            this.degraded.add(timer(plan, registry, Status.DEGRADED, routes.get(depth), String.valueOf(depth)));
        }
        this.failed = timer(plan, registry, Status.FAILED, AgentMeter.NONE, AgentMeter.NONE);
        plan.targets()
                .forEach((target) -> this.answered.computeIfAbsent(
                        target.label(), (label) -> CallMeters.attempts(registry, plan, label, null)));
        for (RetryResult result : RetryResult.values()) {
            this.retries.put(
                    result,
                    Counter.builder(AgentMeter.RETRIES.id())
                            .description("Targets on which a try failed, by what came of it")
                            .tag("call", plan.name())
                            .tag("result", CallMeters.lower(result))
                            .register(registry));
        }
    }

    private static Timer timer(CallPlan plan, MeterRegistry registry, Status status, String route, String depth) {
        return Timer.builder(AgentMeter.CALL.id())
                .description("How long guarded calls took")
                .tag("call", plan.name())
                .tag("outcome", CallMeters.lower(status))
                .tag("route", route)
                .tag("depth", depth)
                .register(registry);
    }

    Timer timer(CallOutcome outcome) {
        return switch (outcome.status()) {
            case SUCCESS -> this.success.get(outcome.depth());
            case DEGRADED -> this.degraded.get(outcome.depth());
            case FAILED -> this.failed;
        };
    }

    Counter answered(String target) {
        return this.answered.getOrDefault(
                target, this.answered.values().iterator().next());
    }

    Counter retries(RetryResult result) {
        return this.retries.getOrDefault(
                result, this.retries.values().iterator().next());
    }
}
