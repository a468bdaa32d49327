package io.resilientagent.plan;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Finds fallback methods by name when the application starts, and refuses those that could not answer. */
final class FallbackResolver {

    private final BeanTypes beans;

    private final ReturnTypes returnTypes;

    FallbackResolver(BeanTypes beans, ReturnTypes returnTypes) {
        this.beans = beans;
        this.returnTypes = returnTypes;
    }

    /** Finds the method that a reference names: {@code method} or {@code bean.method}. */
    ResolvedFallback resolve(CallSite guarded, String reference) {
        Class<?> owner = owner(guarded, reference);
        String name = reference.substring(reference.lastIndexOf('.') + 1);
        List<Method> named = named(owner, name);
        if (named.isEmpty()) {
            throw guarded.invalid(
                    "its fallback '" + reference + "' does not exist in " + owner.getName(),
                    "Add the method, or name one of " + names(owner, reference.indexOf('.') < 0));
        }
        List<FallbackMethod> overloads = new ArrayList<>();
        for (Method method : named) {
            FallbackMethod overload = fit(guarded, method, owner);
            if (overload != null) {
                overloads.add(overload);
            }
        }
        if (overloads.isEmpty()) {
            throw guarded.invalid(
                    "its fallback '" + reference + "' has another signature: " + describe(named),
                    "Give it the parameters " + parameterNames(guarded)
                            + ", optionally one Failure or Throwable more, or none of them, and return "
                            + guarded.returned());
        }
        overloads.forEach((overload) -> check(guarded, reference, overload, owner));
        overloads.sort((one, other) -> one.isMoreSpecificThan(other) ? -1 : other.isMoreSpecificThan(one) ? 1 : 0);
        checkOrder(guarded, reference, overloads);
        int dot = reference.lastIndexOf('.');
        return new ResolvedFallback(
                overloads,
                (guarded instanceof GuardedMethod method && dot < 0) ? method.bean() : reference.substring(0, dot),
                supplier(reference));
    }

    private static void checkOrder(CallSite guarded, String reference, List<FallbackMethod> overloads) {
        for (int i = 1; i < overloads.size(); i++) {
            FallbackMethod one = overloads.get(i - 1);
            FallbackMethod other = overloads.get(i);
            if (!one.isMoreSpecificThan(other)) {
                throw guarded.invalid(
                        "its fallback '" + reference + "' is ambiguous: "
                                + describe(List.of(one.method(), other.method())),
                        "Give one of the two another name");
            }
        }
    }

    private Class<?> owner(CallSite guarded, String reference) {
        int dot = reference.lastIndexOf('.');
        if (dot < 0) {
            return ownType(guarded, reference);
        }
        String bean = reference.substring(0, dot);
        Class<?> type = this.beans.typeOf(bean);
        if (type == null) {
            throw guarded.invalid(
                    "its fallback '" + reference + "' names a bean '" + bean + "' that does not exist",
                    "Name a bean of the application"
                            + ((guarded instanceof GuardedMethod method)
                                    ? ", or a method of " + method.type().getSimpleName() + " without a dot"
                                    : ""));
        }
        return ClassUtils.getUserClass(type);
    }

    private static Class<?> ownType(CallSite guarded, String reference) {
        if (guarded instanceof GuardedMethod method) {
            return method.type();
        }
        throw guarded.invalid(
                "its fallback '" + reference + "' names no bean, and the call is no method of one",
                "Write 'bean." + reference + "', with the name of the bean that has the method");
    }

    private @Nullable Supplier<Object> supplier(String reference) {
        int dot = reference.lastIndexOf('.');
        return (dot < 0) ? null : () -> this.beans.bean(reference.substring(0, dot));
    }

    private static List<Method> named(Class<?> owner, String name) {
        Set<Method> methods = new LinkedHashSet<>();
        for (Method method : ReflectionUtils.getUniqueDeclaredMethods(owner)) {
            if (method.getName().equals(name) && !method.isBridge() && !method.isSynthetic()) {
                methods.add(method);
            }
        }
        return List.copyOf(methods);
    }

    private @Nullable FallbackMethod fit(CallSite guarded, Method method, Class<?> owner) {
        if (isItself(guarded, method) || !this.returnTypes.isCompatible(guarded, method, owner)) {
            return null;
        }
        int count = method.getParameterCount();
        int due = guarded.parameters().size();
        Class<?> last = (count > 0) ? method.getParameterTypes()[count - 1] : null;
        boolean hasExtra = last != null && (last == Failure.class || Throwable.class.isAssignableFrom(last));
        try {
            if (count == due && takesArguments(guarded, method, owner)) {
                return FallbackMethod.of(method, true, null);
            }
            if (count == due + 1 && hasExtra && takesArguments(guarded, method, owner)) {
                return FallbackMethod.of(method, true, last);
            }
            if (count == 0) {
                return FallbackMethod.of(method, false, null);
            }
            return (count == 1 && hasExtra) ? FallbackMethod.of(method, false, last) : null;
        } catch (IllegalAccessException | RuntimeException ex) {
            throw guarded.invalid(
                    "its fallback " + method + " cannot be accessed: " + ex.getMessage(),
                    "Make it public, or open its package to this library");
        }
    }

    private static boolean isItself(CallSite guarded, Method method) {
        return guarded instanceof GuardedMethod own && method.equals(own.method());
    }

    private static boolean takesArguments(CallSite guarded, Method fallback, Class<?> owner) {
        List<Class<?>> parameters = guarded.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Class<?> given = parameters.get(i);
            if (!ClassUtils.isAssignable(parameter(fallback, i, owner), given)) {
                return false;
            }
        }
        return true;
    }

    private static Class<?> parameter(Method method, int index, Class<?> owner) {
        return ResolvableType.forMethodParameter(method, index, owner).resolve(Object.class);
    }

    private static void check(CallSite guarded, String reference, FallbackMethod overload, Class<?> owner) {
        boolean other = reference.indexOf('.') >= 0;
        if (!overload.isOverridable()
                && AnnotationLookup.find(reference, owner, overload.method()).direct()) {
            throw guarded.invalid(
                    "its fallback '" + reference + "' is private, final or static and carries an annotation that"
                            + " would never take effect",
                    "Remove the annotation, or make the method overridable");
        }
        if (other && Modifier.isPrivate(overload.method().getModifiers())) {
            throw guarded.invalid(
                    "its fallback '" + reference + "' is a private method of another bean",
                    "Make it visible: it is called through that bean's proxy");
        }
    }

    private static String describe(List<Method> methods) {
        return String.join(", ", methods.stream().map(Method::toGenericString).toList());
    }

    private static List<String> parameterNames(CallSite guarded) {
        return guarded.parameters().stream().map(Class::getSimpleName).toList();
    }

    private static List<String> names(Class<?> owner, boolean withPrivate) {
        return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(owner))
                .filter((method) -> method.getDeclaringClass() != Object.class
                        && !method.isSynthetic()
                        && (withPrivate || !Modifier.isPrivate(method.getModifiers())))
                .map(Method::getName)
                .distinct()
                .sorted()
                .limit(20)
                .toList();
    }
}
