package io.resilientagent.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;

import io.resilientagent.CallType;
import io.resilientagent.ModelTarget;
import io.resilientagent.Repeat;
import io.resilientagent.engine.CallLimits;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.CircuitScope;
import io.resilientagent.engine.CircuitUse;
import io.resilientagent.engine.ComputedName;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.retry.RetryPolicy;
import io.resilientagent.retry.RetrySettings;
import io.resilientagent.route.RouteCondition;
import io.resilientagent.timeout.TimeLimits;
import org.jspecify.annotations.Nullable;

import static io.resilientagent.plan.RetryValues.or;

/** Makes the targets of a call: those of its chain, its one model, or the method as it is. */
final class Targets {

    private static final Duration RESERVE = Duration.ofSeconds(15);

    private final Circuits circuits;

    private final ReturnTypes returnTypes;

    private final BeanTypes beans;

    private final DoubleSupplier random;

    Targets(Circuits circuits, ReturnTypes returnTypes, BeanTypes beans, DoubleSupplier random) {
        this.circuits = circuits;
        this.returnTypes = returnTypes;
        this.beans = beans;
        this.random = random;
    }

    /**
     * The targets, in order.
     *
     * @param own the method's own circuit, if each attempt takes a lease of it
     * @param stepsToReserveFor how many fallback steps ask a model
     */
    List<TargetRoute> of(
            CallSite guarded, String name, CallSettings merged, @Nullable CircuitUse own, int stepsToReserveFor) {
        List<@Nullable TargetSettings> configured = configured(merged);
        checkVectors(guarded, name, merged, configured);
        long reserve = Nanos.of(or(merged.reserve(), RESERVE));
        long kept = Nanos.times(stepsToReserveFor, reserve);
        List<TargetRoute> routes = new ArrayList<>();
        for (int i = configured.size() - 1; i >= 0; i--) {
            TargetSettings target = configured.get(i);
            long timeout = Nanos.of(timeout(guarded, merged, target));
            ComputedName account =
                    account(guarded, "resilient-agent.calls." + name + ".chain[" + i + "].account", target);
            routes.add(0, route(guarded, name, merged, target, own, account, new TimeLimits(timeout, kept)));
            kept = Nanos.sum(kept, (timeout > 0) ? Math.min(reserve, timeout) : reserve);
        }
        return routes;
    }

    /** Vectors of another space cannot stand in: nothing would be found with them, or the wrong thing. */
    private static void checkVectors(
            CallSite guarded, String name, CallSettings merged, List<@Nullable TargetSettings> targets) {
        TargetSettings first = targets.get(0);
        if (merged.type() != CallType.EMBEDDING || first == null) {
            return;
        }
        for (TargetSettings target : targets) {
            if (target != null && !target.space().equals(first.space())) {
                throw guarded.invalid(
                        "its embeddings are of different vector spaces: " + first.target() + " is of '" + first.space()
                                + "', " + target.target() + " of '" + target.space() + "'",
                        "Leave only targets under 'resilient-agent.calls." + name + ".chain' whose vectors can be"
                                + " compared; where they can although their models' names differ, give them the same"
                                + " 'vector-space'");
            }
        }
    }

    private static List<@Nullable TargetSettings> configured(CallSettings merged) {
        List<@Nullable TargetSettings> targets = new ArrayList<>();
        if (merged.chain() != null && !merged.chain().isEmpty()) {
            targets.addAll(merged.chain());
            return targets;
        }
        targets.add((merged.model() != null) ? TargetSettings.of(merged.model()) : null);
        return targets;
    }

    private TargetRoute route(
            CallSite guarded,
            String name,
            CallSettings merged,
            @Nullable TargetSettings target,
            @Nullable CircuitUse own,
            @Nullable ComputedName account,
            TimeLimits limits) {
        List<CircuitUse> uses = new ArrayList<>();
        if (own != null) {
            uses.add(own);
        }
        if (target != null) {
            addCircuits(guarded, uses, target, account != null || merged.account() != null);
        }
        Set<FailureKind> when = (target != null) ? or(target.when(), Set.of()) : Set.of();
        ModelTarget model = (target != null) ? target.model() : null;
        return new TargetRoute(
                (model != null) ? model.toString() : name,
                model,
                new RouteCondition(when, Set.of(), List.of()),
                target != null && or(target.equivalent(), false),
                limits,
                new RetryPolicy(retry(guarded, merged, target), this.random),
                uses,
                account);
    }

    private @Nullable ComputedName account(CallSite guarded, String key, @Nullable TargetSettings target) {
        return (target != null && target.account() != null)
                ? NameTemplate.parse(guarded, key, target.account(), this.beans)
                : null;
    }

    private void addCircuits(CallSite guarded, List<CircuitUse> uses, TargetSettings target, boolean accountGiven) {
        if (target.circuit() != null) {
            uses.add(new CircuitUse(CircuitScope.NAMED, this.circuits.fixed(guarded, target.circuit())));
            return;
        }
        ModelTarget model = target.model();
        uses.add(new CircuitUse(CircuitScope.ACCOUNT, this.circuits.account(guarded, model.provider(), accountGiven)));
        uses.add(new CircuitUse(CircuitScope.MODEL, this.circuits.fixed(guarded, model.toString())));
    }

    private static RetrySettings retry(CallSite guarded, CallSettings merged, @Nullable TargetSettings target) {
        RetryValues values = or(merged.retry(), RetryValues.NONE);
        if (target != null && target.maxAttempts() != null) {
            values = new RetryValues(target.maxAttempts(), null, null, null, null, null).over(values);
        }
        CallType type = or(merged.type(), CallType.COMPLETION);
        try {
            return values.settings((guarded.llmCall() != null) ? type.maxAttempts() : 1);
        } catch (IllegalArgumentException ex) {
            throw guarded.invalid(
                    String.valueOf(ex.getMessage()), "Correct the values under 'retry' of this call or of 'default'");
        }
    }

    private Duration timeout(CallSite guarded, CallSettings merged, @Nullable TargetSettings target) {
        if (target != null && target.timeout() != null) {
            return target.timeout();
        }
        boolean stream = this.returnTypes.shape(guarded).stream();
        if (stream && merged.firstItemTimeout() != null) {
            return merged.firstItemTimeout();
        }
        return or(merged.timeout(), (guarded.llmCall() != null) ? builtIn(merged, stream) : Duration.ZERO);
    }

    private static Duration builtIn(CallSettings merged, boolean stream) {
        CallType type = or(merged.type(), CallType.COMPLETION);
        return stream ? type.firstItemTimeout() : type.timeout();
    }

    /** One attempt on the first target, without any policy or fallback. */
    CallPlan unguarded(CallSite guarded, String name, CallSettings merged) {
        TargetSettings first = configured(merged).get(0);
        ModelTarget model = (first != null) ? first.model() : null;
        RetrySettings once = RetryValues.NONE.settings(1);
        TargetRoute route = new TargetRoute(
                (model != null) ? model.toString() : name,
                model,
                RouteCondition.ANY,
                false,
                new TimeLimits(0, 0),
                new RetryPolicy(once, this.random),
                List.of(),
                null);
        return new CallPlan(
                name,
                guarded.describe(),
                or(merged.type(), CallType.COMPLETION),
                List.of(route),
                List.of(),
                null,
                null,
                CallLimits.NONE,
                Repeat.NEVER,
                false,
                false,
                null,
                this.returnTypes.shape(guarded),
                null,
                this.returnTypes.driver(guarded));
    }
}
