package io.resilientagent.plan;

import java.util.List;
import java.util.function.Supplier;

import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.Route;

/**
 * The plan of a name that code asked for.
 *
 * @param plan for an answer as it is
 * @param streamed for an answer that comes piece by piece, which has other limits; asked for where there is one
 * @param takesFallbacks whether code may add steps; not where they are configured, or the call is switched off
 */
record NamedPlan(CallPlan plan, Supplier<CallPlan> streamed, boolean takesFallbacks) {

    NamedPlan with(List<Route> steps) {
        return new NamedPlan(with(this.plan, steps), () -> with(this.streamed.get(), steps), this.takesFallbacks);
    }

    private static CallPlan with(CallPlan plan, List<Route> steps) {
        return plan.with(steps, plan.shape(), plan.driver());
    }
}
