package io.resilientagent.plan;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

import io.resilientagent.CallType;
import io.resilientagent.Repeat;
import io.resilientagent.engine.CallCatalog;
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

import static io.resilientagent.plan.RetryValues.or;

/**
 * Makes the plans of guarded methods, once, when their beans are made. What cannot work is refused here, with an {@link
 * InvalidGuardException}.
 */
public final class PlanFactory {

    private static final Log logger = LogFactory.getLog(PlanFactory.class);

    private static final Duration LEAST_DEADLINE = Duration.ofSeconds(90);

    private final PlanSettings settings;

    private final NamedSettings<CallSettings> calls;

    private final Circuits circuits;

    private final AnnotationValues annotations;

    private final Steps steps;

    private final Targets targets;

    private final Names names = new Names();

    private final CallCatalog catalog;

    private final Ticker ticker;

    /**
     * Creates a factory.
     *
     * @param random answers numbers from 0 to 1, 1 excluded; for jitter
     * @param catalog gets every plan
     */
    public PlanFactory(
            PlanSettings settings,
            Guards guards,
            BeanTypes beans,
            TextValues texts,
            DoubleSupplier random,
            Ticker ticker,
            CallCatalog catalog) {
        this.settings = settings;
        this.calls = new NamedSettings<>(settings.calls(), CallSettings::over);
        this.circuits = new Circuits(settings.circuits(), guards);
        this.annotations = new AnnotationValues(texts);
        this.steps = new Steps(beans, this::stepSettings);
        this.targets = new Targets(this.circuits, random);
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

    /** The configured names that no plan uses, as they are written: {@code resilient-agent.calls.name}. */
    public void checkUnusedNames() {
        List<String> unused = new java.util.ArrayList<>();
        this.calls.unused().forEach((name) -> unused.add("resilient-agent.calls." + name));
        this.circuits.unused().forEach((name) -> unused.add("resilient-agent.circuits." + name));
        if (unused.isEmpty()) {
            return;
        }
        String problem = "configured, but used by no guarded method: " + String.join(", ", unused);
        String cure = "Correct the name; the calls are " + this.catalog.names() + ", the circuits "
                + this.catalog.guardNames()
                + ". A name with a dot or slash is written in brackets: \"[openai/gpt-4.1]\"."
                + " 'resilient-agent.unused-names: warn' turns this into a warning";
        if (this.settings.unusedNames() == PlanSettings.UnusedNames.FAIL) {
            throw new InvalidGuardException(null, problem, cure);
        }
        logger.warn("Names are " + problem + ". " + cure);
    }

    private CallPlan plan(GuardedMethod guarded) {
        String name = name(guarded);
        CallSettings merged = merged(guarded, name);
        CallPlan plan = (this.settings.enabled() && or(merged.enabled(), true))
                ? guardedPlan(guarded, name, merged)
                : this.targets.unguarded(guarded, name, merged);
        this.catalog.add(plan);
        return plan;
    }

    private String name(GuardedMethod guarded) {
        String given = (guarded.llmCall() != null)
                ? this.annotations.text(
                        guarded, "@LlmCall(name)", guarded.llmCall().getString("name"))
                : null;
        return this.names.of(guarded, given);
    }

    private CallSettings merged(GuardedMethod guarded, String name) {
        CallSettings annotated = this.annotations.call(guarded);
        CallSettings common = (guarded.llmCall() != null) ? this.calls.use(NamedSettings.DEFAULT) : null;
        CallSettings named = this.calls.use(name);
        CallSettings lower = annotated.over((common != null) ? common : CallSettings.NONE);
        return (named != null) ? named.over(lower) : lower;
    }

    private List<StepSettings> stepSettings(GuardedMethod guarded) {
        List<StepSettings> configured = merged(guarded, name(guarded)).fallback();
        return (configured != null) ? configured : this.annotations.steps(guarded);
    }

    private CallPlan guardedPlan(GuardedMethod guarded, String name, CallSettings merged) {
        ResultShape shape = ReturnTypes.shape(guarded);
        List<Route> fallbacks = this.steps.resolve(guarded, shape, stepSettings(guarded));
        CircuitUse own = own(guarded, merged);
        boolean chained = merged.chain() != null && !merged.chain().isEmpty();
        String account = merged.account();
        ComputedName computedAccount = (account != null) ? NameTemplate.parse(guarded, "account", account) : null;
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
                deadline(merged, routes, llm).toNanos(),
                annotatedNever ? Repeat.NEVER : or(merged.repeat(), Repeat.ALWAYS),
                llm && or(merged.rejectBlank(), true),
                shape,
                budget(merged));
    }

    private @Nullable CircuitUse own(GuardedMethod guarded, CallSettings merged) {
        if (merged.circuit() != null) {
            return new CircuitUse(CircuitScope.OWN, this.circuits.fixed(merged.circuit()));
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
        if (!NameTemplate.isTemplate(name)) {
            return new CircuitUse(CircuitScope.OWN, this.circuits.fixed(name));
        }
        if (settingsName == null) {
            throw guarded.invalid(
                    "@CircuitGuarded(\"" + name + "\") computes its name and has no 'settings'",
                    "Name the circuit whose settings the computed ones share: settings = \"...\"");
        }
        ComputedName computed = NameTemplate.parse(guarded, "@CircuitGuarded(name)", name);
        return new CircuitUse(CircuitScope.OWN, this.circuits.computed(name, settingsName, computed));
    }

    private static Duration deadline(CallSettings merged, List<TargetRoute> routes, boolean llm) {
        if (merged.deadline() != null) {
            return merged.deadline();
        }
        if (!llm) {
            return Duration.ZERO;
        }
        long longest = routes.stream()
                .mapToLong((route) -> route.limits().timeout())
                .max()
                .orElse(0);
        return Duration.ofNanos(Math.max(LEAST_DEADLINE.toNanos(), 3 * longest));
    }

    private @Nullable RetryBudget budget(CallSettings merged) {
        return (merged.retryBudget() != null)
                ? new RetryBudget(merged.retryBudget().settings(), this.ticker.nanos())
                : null;
    }
}
