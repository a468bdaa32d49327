package io.resilientagent.plan;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

import io.resilientagent.CallType;
import io.resilientagent.Repeat;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallDriver;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.CircuitScope;
import io.resilientagent.engine.CircuitUse;
import io.resilientagent.engine.ComputedName;
import io.resilientagent.engine.Guards;
import io.resilientagent.engine.ResultShape;
import io.resilientagent.engine.Route;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.retry.RetryBudget;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.util.function.SingletonSupplier;

import static io.resilientagent.plan.RetryValues.or;

/**
 * Makes the plans of guarded methods, once, when their beans are made. What cannot work is refused here, with an {@link
 * InvalidGuardException}.
 */
public final class PlanFactory {

    private final PlanSettings settings;

    private final NamedSettings<CallSettings> calls;

    private final Circuits circuits;

    private final AnnotationValues annotations;

    private final ReturnTypes returnTypes;

    private final GuardLookup lookup;

    private final BeanTypes beans;

    private final Steps steps;

    private final Targets targets;

    private final Limits limits;

    private final AnswerCaches caches;

    private final Names names = new Names();

    private final CallCatalog catalog;

    private final Ticker ticker;

    /** Nobody knows which circuits a call would use that is switched off. */
    private volatile boolean someDisabled;

    /**
     * Creates a factory.
     *
     * @param lookup finds guarded methods
     * @param drivers all there are, among them one for methods that return their answer as it is
     * @param caching how answers are cached
     * @param random answers numbers from 0 to 1, 1 excluded; for jitter
     * @param catalog gets every plan
     */
    public PlanFactory(
            PlanSettings settings,
            Guards guards,
            GuardLookup lookup,
            List<CallDriver> drivers,
            BeanTypes beans,
            TextValues texts,
            AnswerCaching caching,
            DoubleSupplier random,
            Ticker ticker,
            CallCatalog catalog) {
        this.settings = settings;
        this.calls = new NamedSettings<>(settings.calls(), CallSettings::over);
        this.circuits = new Circuits(settings.circuits(), guards);
        this.annotations = new AnnotationValues(texts);
        this.returnTypes = new ReturnTypes(drivers);
        this.lookup = lookup;
        this.beans = beans;
        this.steps = new Steps(beans, this.returnTypes, lookup, this::stepSettings);
        this.targets = new Targets(this.circuits, this.returnTypes, beans, random);
        this.limits = new Limits(random);
        this.caches = new AnswerCaches(caching);
        this.ticker = ticker;
        this.catalog = catalog;
    }

    /**
     * The plans of all guarded methods of a class; empty if it has none.
     *
     * @param bean the name of a bean of that class
     */
    public Map<Method, CallPlan> plans(String bean, Class<?> type) {
        return MethodIntrospector.selectMethods(
                type, (MethodIntrospector.MetadataLookup<@Nullable CallPlan>) (method) -> {
                    GuardedMethod guarded = this.lookup.find(bean, type, method);
                    return (guarded.isGuarded() && GuardLookup.isPossible(guarded)) ? plan(guarded) : null;
                });
    }

    /** The plan of a name that code asks for. */
    NamedPlan named(String name, CallType asked, Type type) {
        NamedSite site = new NamedSite(name, asked, ResolvableType.forType(type), false);
        this.returnTypes.checkAnswerItself(site);
        CallPlan plan = plan(site);
        CallSettings merged = merged(site, plan.name());
        boolean enabled = isEnabled(merged);
        NamedSite pieces = new NamedSite(name, asked, site.returned(), true);
        Supplier<CallPlan> streamed =
                SingletonSupplier.of(() -> enabled ? guardedPlan(pieces, plan.name(), merged, plan.budget()) : plan);
        return new NamedPlan(plan, streamed, enabled && merged.fallback() == null);
    }

    /** Who delivers answers in this type. */
    CallDriver driver(Class<?> container) {
        return this.returnTypes.driver(container);
    }

    /**
     * Changes the numbers of circuits, whose states are kept.
     *
     * @param configured what is configured for circuits now, by name
     * @throws InvalidGuardException if a value is wrong; nothing is changed then
     */
    public void refreshCircuits(Map<String, CircuitValues> configured) {
        this.circuits.refresh(configured);
    }

    /** Refuses configured names that no plan uses, or warns of them. */
    public void checkUnusedNames() {
        UnusedNames unused = new UnusedNames(this.beans);
        unused.addCalls(this.calls, this.catalog.names());
        if (!this.someDisabled) {
            this.circuits.explainUnused(unused);
        }
        unused.tell(this.settings.unusedNames());
    }

    /** Refuses steps for cached answers where there is no cache; from now on at once. */
    public void checkCache() {
        this.caches.checkStore();
    }

    private CallPlan plan(CallSite guarded) {
        String name = name(guarded);
        CallSettings merged = merged(guarded, name);
        boolean enabled = isEnabled(merged);
        this.someDisabled |= !enabled;
        CallPlan plan = enabled
                ? guardedPlan(guarded, name, merged, budget(merged))
                : this.targets.unguarded(guarded, name, merged);
        this.catalog.add(plan);
        return plan;
    }

    private boolean isEnabled(CallSettings merged) {
        return this.settings.enabled() && or(merged.enabled(), true);
    }

    private String name(CallSite guarded) {
        String given = (guarded.llmCall() != null)
                ? this.annotations.text(
                        guarded, "@LlmCall(name)", guarded.llmCall().getString("name"))
                : null;
        String configured = (guarded instanceof GuardedMethod method) ? method.configured() : null;
        if (configured != null && given != null && !CanonicalName.of(given).equals(CanonicalName.of(configured))) {
            throw guarded.invalid(
                    "it is the call '" + given + "' by its @LlmCall, and 'resilient-agent.calls." + configured
                            + "' selects it too",
                    "Take it out of 'resilient-agent.calls." + configured + "', and configure it under '" + given
                            + "'");
        }
        return this.names.of(guarded, (given != null) ? given : configured);
    }

    private CallSettings merged(CallSite guarded, String name) {
        CallSettings annotated = this.annotations.call(guarded);
        CallSettings common = (guarded.llmCall() != null) ? this.calls.use(NamedSettings.DEFAULT) : null;
        CallSettings named = this.calls.use(name);
        try {
            CallSettings lower = annotated.over((common != null) ? common : CallSettings.NONE);
            return (named != null) ? named.over(lower) : lower;
        } catch (IllegalArgumentException ex) {
            throw guarded.invalid(
                    "under 'resilient-agent.calls." + name + "': " + ex.getMessage(),
                    "Correct the value there or under 'resilient-agent.calls.default'");
        }
    }

    private List<StepSettings> stepSettings(CallSite guarded) {
        List<StepSettings> configured = merged(guarded, name(guarded)).fallback();
        return (configured != null) ? configured : this.annotations.steps(guarded);
    }

    private CallPlan guardedPlan(CallSite guarded, String name, CallSettings merged, @Nullable RetryBudget budget) {
        ResultShape shape = this.returnTypes.shape(guarded);
        List<Route> fallbacks = this.steps.resolve(guarded, shape, stepSettings(guarded));
        CircuitUse own = own(guarded, merged);
        boolean chained = merged.chain() != null && !merged.chain().isEmpty();
        List<TargetRoute> routes =
                this.targets.of(guarded, name, merged, chained ? null : own, this.steps.modelRoutes(fallbacks));
        boolean annotatedNever = this.annotations.call(guarded).repeat() == Repeat.NEVER;
        boolean llm = guarded.llmCall() != null;
        return new CallPlan(
                name,
                guarded.describe(),
                or(merged.type(), CallType.COMPLETION),
                routes,
                fallbacks,
                chained ? own : null,
                account(guarded, name, merged.account()),
                this.limits.of(name, merged, routes, llm),
                annotatedNever ? Repeat.NEVER : or(merged.repeat(), Repeat.ALWAYS),
                llm && or(merged.rejectBlank(), true),
                llm,
                this.caches.of(guarded, fallbacks, merged, this.returnTypes.content(guarded)),
                shape,
                budget,
                this.returnTypes.driver(guarded));
    }

    /** Configuration stands before the annotation, this before the default; an annotation names no beans. */
    private @Nullable ComputedName account(CallSite guarded, String name, @Nullable String account) {
        if (account == null) {
            return null;
        }
        CallSettings named = this.calls.use(name);
        if (named != null && named.account() != null) {
            return NameTemplate.parse(guarded, "resilient-agent.calls." + name + ".account", account, this.beans);
        }
        return (this.annotations.call(guarded).account() != null)
                ? NameTemplate.parse(guarded, "@LlmCall(account)", account, null)
                : NameTemplate.parse(guarded, "resilient-agent.calls.default.account", account, this.beans);
    }

    private @Nullable CircuitUse own(CallSite guarded, CallSettings merged) {
        if (merged.circuit() != null) {
            return new CircuitUse(CircuitScope.OWN, this.circuits.fixed(guarded, merged.circuit()));
        }
        if (guarded.circuit() == null) {
            return null;
        }
        String name = this.annotations.text(
                guarded, "@CircuitGuarded(name)", guarded.circuit().getString("name"));
        String settingsName = this.annotations.text(
                guarded, "@CircuitGuarded(settings)", guarded.circuit().getString("settings"));
        if (name == null) {
            throw guarded.invalid("@CircuitGuarded has no name", "Write @CircuitGuarded(\"name\")");
        }
        if (!NameTemplate.isTemplate(name) && settingsName != null) {
            throw guarded.invalid(
                    "@CircuitGuarded(\"" + name + "\") has 'settings', but no name that is computed",
                    "Take 'settings' away, or compute the name: \"" + name + "-#{#argument}\"");
        }
        if (!NameTemplate.isTemplate(name)) {
            return new CircuitUse(CircuitScope.OWN, this.circuits.fixed(guarded, name));
        }
        if (settingsName == null) {
            throw guarded.invalid(
                    "@CircuitGuarded(\"" + name + "\") computes its name and has no 'settings'",
                    "Name the circuit whose settings the computed ones share: settings = \"...\"");
        }
        ComputedName computed = NameTemplate.parse(guarded, "@CircuitGuarded(name)", name, null);
        return new CircuitUse(CircuitScope.OWN, this.circuits.computed(guarded, name, settingsName, computed));
    }

    private @Nullable RetryBudget budget(CallSettings merged) {
        return (merged.retryBudget() != null)
                ? new RetryBudget(merged.retryBudget().settings(), this.ticker.nanos())
                : null;
    }
}
