package io.resilientagent.engine;

import java.util.List;

import io.resilientagent.ModelTarget;
import io.resilientagent.retry.RetryPolicy;
import io.resilientagent.route.RouteCondition;
import io.resilientagent.timeout.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * The guarded method itself, asking one target.
 *
 * @param label the target, or the call's name where it has none
 * @param target the provider and model, or null
 * @param condition after which failures of earlier targets it is asked
 * @param equivalent whether its answers are as good as the first target's
 * @param limits how long an attempt may take
 * @param retry how often and how soon it is tried again
 * @param circuits the circuits of an attempt, outermost first
 * @param account computes whose key or quota is used while it is asked; null is the call's
 */
public record TargetRoute(
        String label,
        @Nullable ModelTarget target,
        RouteCondition condition,
        boolean equivalent,
        TimeLimits limits,
        RetryPolicy retry,
        List<CircuitUse> circuits,
        @Nullable ComputedName account)
        implements Route {

    public TargetRoute {
        circuits = List.copyOf(circuits);
    }

    /** Whether the method's own circuit is the only one. */
    boolean isAlone() {
        return this.circuits.stream().allMatch((use) -> use.scope() == CircuitScope.OWN);
    }
}
