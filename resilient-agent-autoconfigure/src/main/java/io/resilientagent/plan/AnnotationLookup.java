package io.resilientagent.plan;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the guards of a method. Levels, for each annotation by itself: the method of the class, the methods that it
 * overrides in super-classes, those of interfaces; then the class, its super-classes, its interfaces. The first level
 * that has it wins whole.
 */
final class AnnotationLookup {

    private AnnotationLookup() {}

    static GuardedMethod find(String bean, Class<?> type, Method method) {
        List<List<AnnotatedElement>> onMethod = methodLevels(type, method);
        List<List<AnnotatedElement>> levels = new ArrayList<>(onMethod);
        if (Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !ReflectionUtils.isObjectMethod(method)) {
            levels.addAll(typeLevels(type));
        }
        List<MergedAnnotation<LlmCall>> llm = search(bean, type, method, levels, LlmCall.class);
        List<MergedAnnotation<CircuitGuarded>> circuit = search(bean, type, method, levels, CircuitGuarded.class);
        List<MergedAnnotation<Fallback>> fallbacks = search(bean, type, method, levels, Fallback.class);
        boolean direct = onMethod.stream().flatMap(List::stream).anyMatch(AnnotationLookup::hasAny);
        return new GuardedMethod(
                bean,
                type,
                method,
                llm.isEmpty() ? null : llm.get(0),
                circuit.isEmpty() ? null : circuit.get(0),
                fallbacks,
                direct,
                null);
    }

    private static boolean hasAny(AnnotatedElement element) {
        return !on(element, LlmCall.class).isEmpty()
                || !on(element, CircuitGuarded.class).isEmpty()
                || !on(element, Fallback.class).isEmpty();
    }

    private static <A extends Annotation> List<MergedAnnotation<A>> search(
            String bean, Class<?> type, Method method, List<List<AnnotatedElement>> levels, Class<A> annotation) {
        for (List<AnnotatedElement> level : levels) {
            List<AnnotatedElement> having = level.stream()
                    .filter((element) -> !on(element, annotation).isEmpty())
                    .toList();
            List<List<MergedAnnotation<A>>> found = having.stream()
                    .filter((element) -> having.stream().noneMatch((other) -> isAbove(element, other)))
                    .map((element) -> on(element, annotation))
                    .toList();
            if (found.stream().anyMatch((one) -> !isSame(one, found.get(0)))) {
                throw new InvalidGuardException(
                        "Bean '" + bean + "' (" + type.getName() + "), method " + method.getName(),
                        "two of its interfaces declare different @" + annotation.getSimpleName(),
                        "Put the annotation that is meant on the method of the class itself");
            }
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        return List.of();
    }

    /** Whether an interface is extended by the other, which may say otherwise. */
    private static boolean isAbove(AnnotatedElement element, AnnotatedElement other) {
        Class<?> above = owner(element);
        Class<?> below = owner(other);
        return above != below && above.isAssignableFrom(below);
    }

    private static Class<?> owner(AnnotatedElement element) {
        return (element instanceof Method method) ? method.getDeclaringClass() : (Class<?>) element;
    }

    private static <A extends Annotation> boolean isSame(
            List<MergedAnnotation<A>> one, List<MergedAnnotation<A>> other) {
        return one.stream()
                .map(MergedAnnotation::synthesize)
                .toList()
                .equals(other.stream().map(MergedAnnotation::synthesize).toList());
    }

    private static <A extends Annotation> List<MergedAnnotation<A>> on(AnnotatedElement element, Class<A> annotation) {
        return MergedAnnotations.from(element, SearchStrategy.DIRECT).stream(annotation)
                .toList();
    }

    private static List<List<AnnotatedElement>> methodLevels(Class<?> type, Method method) {
        List<List<AnnotatedElement>> levels = new ArrayList<>();
        boolean overridable = !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
        for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
            Method declared = (owner == method.getDeclaringClass()) ? method : null;
            if (declared == null && overridable) {
                declared = declared(owner, method);
            }
            if (declared != null) {
                levels.add(List.of(declared));
            }
        }
        if (overridable) {
            List<AnnotatedElement> inherited = new ArrayList<>();
            for (Class<?> contract : interfaces(type)) {
                Method declared = declared(contract, method);
                if (declared != null) {
                    inherited.add(declared);
                }
            }
            levels.add(inherited);
        }
        return levels;
    }

    /** All interfaces, those included that are extended by others. */
    private static Set<Class<?>> interfaces(@Nullable Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> part = type; part != null; part = part.getSuperclass()) {
            for (Class<?> contract : part.getInterfaces()) {
                all.add(contract);
                all.addAll(interfaces(contract));
            }
        }
        return all;
    }

    private static List<List<AnnotatedElement>> typeLevels(Class<?> type) {
        List<List<AnnotatedElement>> levels = new ArrayList<>();
        for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
            levels.add(List.of(owner));
        }
        levels.add(new ArrayList<>(interfaces(type)));
        return levels;
    }

    /** The method of that owner that this one overrides or implements, generic parameters included. */
    private static @Nullable Method declared(Class<?> owner, Method method) {
        for (Method candidate : owner.getDeclaredMethods()) {
            if (candidate.getName().equals(method.getName())
                    && candidate.getParameterCount() == method.getParameterCount()
                    && !Modifier.isPrivate(candidate.getModifiers())
                    && !Modifier.isStatic(candidate.getModifiers())
                    && !candidate.isBridge()
                    && isOverriddenBy(candidate, method)) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean isOverriddenBy(Method candidate, Method method) {
        Class<?>[] general = candidate.getParameterTypes();
        Class<?>[] special = method.getParameterTypes();
        for (int i = 0; i < general.length; i++) {
            boolean same = general[i] == special[i];
            boolean generic = !(candidate.getGenericParameterTypes()[i] instanceof Class)
                    && general[i].isAssignableFrom(special[i]);
            if (!same && !generic) {
                return false;
            }
        }
        return true;
    }
}
