package io.resilientagent.plan;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
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
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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

    private static final Log logger = LogFactory.getLog(PlanFactory.class);

    private final PlanSettings settings;

    private final NamedSettings<CallSettings> calls;

    private final Circuits circuits;

    private final AnnotationValues annotations;

    private final ReturnTypes returnTypes;

    private final Steps steps;

    private final Targets targets;

    private final Limits limits;

    private final Names names = new Names();

    private final CallCatalog catalog;

    private final Ticker ticker;

    /** Nobody knows which circuits a call would use that is switched off. */
    private volatile boolean someDisabled;

    /**
     * Creates a factory.
     *
     * @param drivers all there are, among them one for methods that return their answer as it is
     * @param random answers numbers from 0 to 1, 1 excluded; for jitter
     * @param catalog gets every plan
     */
    public PlanFactory(
            PlanSettings settings,
            Guards guards,
            List<CallDriver> drivers,
            BeanTypes beans,
            TextValues texts,
            DoubleSupplier random,
            Ticker ticker,
            CallCatalog catalog) {
        this.settings = settings;
        this.calls = new NamedSettings<>(settings.calls(), CallSettings::over);
        this.circuits = new Circuits(settings.circuits(), guards);
        this.annotations = new AnnotationValues(texts);
        this.returnTypes = new ReturnTypes(drivers);
        this.steps = new Steps(beans, this.returnTypes, this::stepSettings);
        this.targets = new Targets(this.circuits, this.returnTypes, random);
        this.limits = new Limits(random);
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
                    GuardedMethod guarded = AnnotationLookup.find(bean, type, method);
                    return (guarded.isGuarded() && GuardedMethods.isPossible(guarded)) ? plan(guarded) : null;
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
        List<String> problems = new ArrayList<>();
        List<String> cures = new ArrayList<>();
        this.calls.explainUnused("resilient-agent.calls", this.catalog.names(), problems, cures);
        if (!this.someDisabled) {
            this.circuits.explainUnused(problems, cures);
        }
        if (problems.isEmpty()) {
            return;
        }
        String problem = "configured, but used by no guarded method: " + String.join(", ", problems);
        cures.add("A name of ResilientCalls has to be asked for while the application starts, as in a constructor");
        cures.add("'resilient-agent.unused-names: warn' turns this into a warning");
        String cure = String.join(". ", cures);
        if (this.settings.unusedNames() == PlanSettings.UnusedNames.FAIL) {
            throw new InvalidGuardException(null, problem, cure);
        }
        logger.warn("Names are " + problem + ". " + cure);
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
        return this.names.of(guarded, given);
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
        String account = merged.account();
        ComputedName computedAccount =
                (account != null) ? NameTemplate.parse(guarded, accountKey(guarded, name), account) : null;
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
                computedAccount,
                this.limits.of(name, merged, routes, llm),
                annotatedNever ? Repeat.NEVER : or(merged.repeat(), Repeat.ALWAYS),
                llm && or(merged.rejectBlank(), true),
                shape,
                budget,
                this.returnTypes.driver(guarded));
    }

    /** Where the account is written: configuration stands before the annotation, this before the default. */
    private String accountKey(CallSite guarded, String name) {
        CallSettings named = this.calls.use(name);
        if (named != null && named.account() != null) {
            return "resilient-agent.calls." + name + ".account";
        }
        return (this.annotations.call(guarded).account() != null)
                ? "@LlmCall(account)"
                : "resilient-agent.calls.default.account";
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
        ComputedName computed = NameTemplate.parse(guarded, "@CircuitGuarded(name)", name);
        return new CircuitUse(CircuitScope.OWN, this.circuits.computed(guarded, name, settingsName, computed));
    }

    private @Nullable RetryBudget budget(CallSettings merged) {
        return (merged.retryBudget() != null)
                ? new RetryBudget(merged.retryBudget().settings(), this.ticker.nanos())
                : null;
    }
}
