package io.resilientagent.plan;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;

import io.resilientagent.annotation.LlmCall;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.ReflectionUtils;

/** Finds the guards of methods, annotated or configured, and refuses those that no proxy could see. */
public final class GuardLookup {

    private final ConfiguredNames names;

    public GuardLookup(ConfiguredNames names) {
        this.names = names;
    }

    /** Whether a bean of this class has a guarded method. */
    public boolean hasGuards(String bean, Class<?> type) {
        if (type.getName().startsWith("java.")) {
            return false;
        }
        this.names.check(bean, type);
        for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
            if (find(bean, type, method).isGuarded()) {
                return true;
            }
        }
        return false;
    }

    /** Whether beans of one class may have different guards, of which this is one. */
    public boolean isAlone(String bean) {
        return this.names.areAbout(bean);
    }

    GuardedMethod find(String bean, Class<?> type, Method method) {
        GuardedMethod annotated = AnnotationLookup.find(bean, type, method);
        String name = this.names.nameOf(bean, type, method);
        return (name != null) ? configured(annotated, name) : annotated;
    }

    /** Like an annotated method; without an annotation one that says nothing. */
    private static GuardedMethod configured(GuardedMethod annotated, String name) {
        MergedAnnotation<LlmCall> call = annotated.llmCall();
        return new GuardedMethod(
                annotated.bean(),
                annotated.type(),
                annotated.method(),
                (call != null) ? call : MergedAnnotation.of(LlmCall.class, Map.of()),
                annotated.circuit(),
                annotated.fallbacks(),
                annotated.direct(),
                name);
    }

    /** Whether a guard on this method can work; throws if it was put there on purpose and cannot. */
    static boolean isPossible(GuardedMethod guarded) {
        Method method = guarded.method();
        int modifiers = method.getModifiers();
        if (method.getDeclaringClass() == Object.class || method.isSynthetic()) {
            return false;
        }
        String inert = inert(modifiers);
        if (inert == null) {
            return true;
        }
        String name = guarded.configured();
        throw guarded.invalid(
                "it is " + inert + ", so that no proxy can stand before it and its "
                        + ((name != null) ? "guard" : "annotation") + " would do nothing",
                (name != null)
                        ? "Take it out of 'resilient-agent.calls." + name
                                + "', and make the call through ResilientCalls"
                        : "Make it an overridable method of the bean, or take the annotation away");
    }

    private static @Nullable String inert(int modifiers) {
        if (Modifier.isStatic(modifiers)) {
            return "static";
        }
        return Modifier.isPrivate(modifiers) ? "private" : Modifier.isFinal(modifiers) ? "final" : null;
    }
}
