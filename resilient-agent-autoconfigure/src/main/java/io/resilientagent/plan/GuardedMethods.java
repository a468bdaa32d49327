package io.resilientagent.plan;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.springframework.util.ReflectionUtils;

/** Finds the guarded methods of a class, and refuses annotations that no proxy could see. */
public final class GuardedMethods {

    private GuardedMethods() {}

    /** Whether a class has a guarded method. */
    public static boolean existIn(String bean, Class<?> type) {
        if (type.getName().startsWith("java.")) {
            return false;
        }
        for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
            if (AnnotationLookup.find(bean, type, method).isGuarded()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a guard on this method can work; throws if it was put there on purpose and cannot. */
    static boolean isPossible(GuardedMethod guarded) {
        Method method = guarded.method();
        int modifiers = method.getModifiers();
        if (method.getDeclaringClass() == Object.class || method.isSynthetic()) {
            return false;
        }
        String inert = Modifier.isStatic(modifiers)
                ? "static"
                : Modifier.isPrivate(modifiers) ? "private" : Modifier.isFinal(modifiers) ? "final" : null;
        if (inert == null) {
            return true;
        }
        throw guarded.invalid(
                "it is " + inert + ", so that no proxy can stand before it and its annotation would do nothing",
                "Make it an overridable method of the bean, or take the annotation away");
    }
}
