package io.resilientagent.engine;

import java.util.ArrayList;
import java.util.List;

import io.resilientagent.CallType;
import io.resilientagent.Repeat;
import io.resilientagent.retry.RetryBudget;
import io.resilientagent.timeout.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a guarded method before it is called. Made once, immutable.
 *
 * @param name the key under {@code resilient-agent.calls}
 * @param method class and method, for messages
 * @param type what is asked for
 * @param targets who is asked, in order; at least one
 * @param steps who answers when every target failed, in order
 * @param chainCircuit the circuit around the whole chain, or null
 * @param account computes whose key or quota is used, or null
 * @param limits what limits the call as a whole
 * @param repeat whether the method may be begun again
 * @param rejectBlank whether blank text is a failure
 * @param checked whether the application's checks are asked about answers
 * @param cache its cached answers, or null if it has no step that asks for them
 * @param shape what the answer is wrapped in
 * @param budget the retry budget of a call without a circuit, or null
 * @param driver runs its calls
 */
public record CallPlan(
        String name,
        String method,
        CallType type,
        List<TargetRoute> targets,
        List<Route> steps,
        @Nullable CircuitUse chainCircuit,
        @Nullable ComputedName account,
        CallLimits limits,
        Repeat repeat,
        boolean rejectBlank,
        boolean checked,
        @Nullable AnswerCache cache,
        ResultShape shape,
        @Nullable RetryBudget budget,
        CallDriver driver) {

    public CallPlan {
        targets = List.copyOf(targets);
        steps = List.copyOf(steps);
    }

    /** The same call with other steps, delivered in another way. */
    public CallPlan with(List<Route> steps, ResultShape shape, CallDriver driver) {
        return new CallPlan(
                this.name,
                this.method,
                this.type,
                this.targets,
                steps,
                this.chainCircuit,
                this.account,
                this.limits,
                this.repeat,
                this.rejectBlank,
                this.checked,
                this.cache,
                shape,
                this.budget,
                driver);
    }

    /** The names of all routes, in order. */
    public List<String> routes() {
        List<String> labels = new ArrayList<>();
        this.targets.forEach((target) -> labels.add(target.label()));
        this.steps.forEach((step) -> labels.add(step.label()));
        return labels;
    }

    /** Where all circuits come from, outermost first. */
    public List<GuardSource> sources() {
        List<GuardSource> sources = new ArrayList<>();
        if (this.chainCircuit != null) {
            sources.add(this.chainCircuit.source());
        }
        this.targets.forEach((target) -> target.circuits().forEach((use) -> sources.add(use.source())));
        return sources;
    }

    /** The names of all circuits, outermost first. */
    public List<String> guards() {
        return sources().stream().map(GuardSource::name).distinct().toList();
    }

    /** The most attempts that one call can make. */
    public int worstAttempts() {
        return this.targets.stream()
                .mapToInt((target) -> target.retry().maxAttempts())
                .sum();
    }

    /** The longest that one call can take, in nanoseconds; {@link TimeLimits#UNLIMITED} if nothing limits it. */
    public long worstNanos() {
        long deadline = this.limits.deadline();
        return (deadline > 0) ? deadline : TimeLimits.UNLIMITED;
    }

    /** A key of this call's settings. */
    String key(String name) {
        return "resilient-agent.calls." + this.name + "." + name;
    }

    int routeCount() {
        return this.targets.size() + this.steps.size();
    }
}
