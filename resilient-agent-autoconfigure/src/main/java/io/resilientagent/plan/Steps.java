package io.resilientagent.plan;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.resilientagent.engine.CachedStep;
import io.resilientagent.engine.MethodStep;
import io.resilientagent.engine.ResultShape;
import io.resilientagent.engine.Route;
import io.resilientagent.engine.TextAnswer;
import io.resilientagent.engine.TextStep;
import org.springframework.core.ResolvableType;

/** Makes the fallback steps of a call. */
final class Steps {

    private final BeanTypes beans;

    private final FallbackResolver resolver;

    private final ReturnTypes returnTypes;

    private final GuardLookup guards;

    private final Function<CallSite, List<StepSettings>> settings;

    /**
     * Creates steps.
     *
     * @param settings what is configured or annotated for a method, to follow fallbacks of fallbacks
     */
    Steps(
            BeanTypes beans,
            ReturnTypes returnTypes,
            GuardLookup guards,
            Function<CallSite, List<StepSettings>> settings) {
        this.beans = beans;
        this.resolver = new FallbackResolver(beans, returnTypes);
        this.guards = guards;
        this.returnTypes = returnTypes;
        this.settings = settings;
    }

    List<Route> resolve(CallSite guarded, ResultShape shape, List<StepSettings> configured) {
        List<Route> steps = new ArrayList<>();
        for (StepSettings step : configured) {
            if (Boolean.TRUE.equals(step.cached())) {
                steps.add(new CachedStep(step.condition()));
            } else if (step.text() != null) {
                steps.add(text(guarded, shape, step, step.text()));
            } else if (step.method() != null) {
                ResolvedFallback fallback = this.resolver.resolve(guarded, step.method());
                follow(guarded, fallback, new ArrayList<>(List.of(guarded)));
                steps.add(new MethodStep(step.method(), step.condition(), fallback));
            }
        }
        return steps;
    }

    /** How many of these steps ask a model. */
    int modelRoutes(List<Route> steps) {
        return (int) steps.stream()
                .filter((step) -> step instanceof MethodStep method
                        && method.invoker() instanceof ResolvedFallback fallback
                        && fallback.overloads().stream().anyMatch((overload) -> asksModel(fallback, overload)))
                .count();
    }

    private boolean asksModel(ResolvedFallback fallback, FallbackMethod overload) {
        Class<?> type = overload.method().getDeclaringClass();
        return this.guards.find(fallback.beanName(), type, overload.method()).llmCall() != null;
    }

    private TextStep text(CallSite guarded, ResultShape shape, StepSettings step, String text) {
        ResolvableType answer = this.returnTypes.answer(guarded);
        Class<?> raw = (shape.optional() ? answer.getGeneric() : answer).resolve(Object.class);
        if (raw.isAssignableFrom(String.class)) {
            return new TextStep(step.condition(), text);
        }
        return this.beans.beans(TextAnswer.class).stream()
                .filter((maker) -> raw == maker.type())
                .map((maker) -> new TextStep(step.condition(), text, () -> maker.of(text)))
                .findFirst()
                .orElseThrow(() -> guarded.invalid(
                        "it has a fallback 'text', but returns " + guarded.returned(),
                        "A fixed text answers for String, CharSequence, AgentResult<String> or Spring AI's ChatResponse;"
                                + " name a method instead"));
    }

    /** Follows fallbacks that are guarded themselves, and refuses to go in a circle. */
    private void follow(CallSite guarded, ResolvedFallback fallback, List<CallSite> path) {
        for (FallbackMethod overload : fallback.overloads()) {
            boolean own = fallback.bean() == null;
            GuardedMethod next = (own && guarded instanceof GuardedMethod method)
                    ? this.guards.find(method.bean(), method.type(), overload.method())
                    : this.guards.find(fallback.beanName(), overload.method().getDeclaringClass(), overload.method());
            boolean circle = path.stream().anyMatch((before) -> isMethod(before, next.method()));
            if (circle && next.isGuarded()) {
                throw path.get(0)
                        .invalid(
                                "its fallbacks go in a circle: " + describe(path, next),
                                "Let one of them end in another bean, a text or no fallback");
            }
            if (next.isGuarded() && overload.isOverridable()) {
                List<CallSite> longer = new ArrayList<>(path);
                longer.add(next);
                for (StepSettings step : this.settings.apply(next)) {
                    if (step.method() != null) {
                        follow(next, this.resolver.resolve(next, step.method()), longer);
                    }
                }
            }
        }
    }

    private static boolean isMethod(CallSite site, Method method) {
        return site instanceof GuardedMethod guarded && guarded.method().equals(method);
    }

    private static String describe(List<CallSite> path, CallSite last) {
        StringBuilder text = new StringBuilder();
        path.forEach((method) -> text.append(method.describe()).append(" -> "));
        return text.append(last.describe()).toString();
    }
}
