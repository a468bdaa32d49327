package io.resilientagent.plan;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.concurrent.CompletionStage;

import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * One overload of a fallback method, ready to be called.
 *
 * @param method the method
 * @param takesArguments whether it takes the guarded method's arguments
 * @param extra the type of its last parameter, {@link Failure} or a throwable; null if it has no such parameter
 * @param handle calls it: receiver, arguments
 */
record FallbackMethod(
        Method method, boolean takesArguments, @Nullable Class<?> extra, MethodHandle handle) {

    static FallbackMethod of(Method method, boolean takesArguments, @Nullable Class<?> extra)
            throws IllegalAccessException {
        method.setAccessible(true);
        MethodHandle plain = MethodHandles.lookup().unreflect(method).asFixedArity();
        MethodHandle bound =
                Modifier.isStatic(method.getModifiers()) ? MethodHandles.dropArguments(plain, 0, Object.class) : plain;
        MethodHandle general = bound.asType(MethodType.genericMethodType(method.getParameterCount() + 1));
        return new FallbackMethod(
                method, takesArguments, extra, general.asSpreader(Object[].class, method.getParameterCount()));
    }

    /** Whether a proxy can stand before it; if not, it is called on the bean itself. */
    boolean isOverridable() {
        int modifiers = this.method.getModifiers();
        return !Modifier.isPrivate(modifiers) && !Modifier.isFinal(modifiers) && !Modifier.isStatic(modifiers);
    }

    boolean handles(Throwable thrown) {
        Class<?> type = this.extra;
        return type == null || type == Failure.class || type.isInstance(thrown);
    }

    /** Whether it fits better than another that takes the same throwable. */
    boolean isMoreSpecificThan(FallbackMethod other) {
        int one = rank();
        int two = other.rank();
        if (one != two) {
            return one < two;
        }
        return (this.takesArguments == other.takesArguments)
                ? takesNarrowerThan(other) && !other.takesNarrowerThan(this)
                : this.takesArguments;
    }

    private boolean takesNarrowerThan(FallbackMethod other) {
        Class<?>[] narrow = this.method.getParameterTypes();
        Class<?>[] wide = other.method.getParameterTypes();
        for (int i = 0; i < narrow.length; i++) {
            if (!ClassUtils.isAssignable(wide[i], narrow[i])) {
                return false;
            }
        }
        return true;
    }

    /** The depth of the throwable's type counts first, then a failure, then none. */
    private int rank() {
        Class<?> type = this.extra;
        if (type == null) {
            return 2_000;
        }
        if (type == Failure.class) {
            return 1_000;
        }
        int depth = 0;
        for (Class<?> parent = type; parent != null; parent = parent.getSuperclass()) {
            depth++;
        }
        return 500 - depth;
    }

    @Nullable
    Object invoke(Object receiver, Object[] arguments, Failure failure, Throwable thrown) throws Throwable {
        int given = this.takesArguments ? arguments.length : 0;
        Object[] all = new Object[given + ((this.extra != null) ? 1 : 0)];
        System.arraycopy(arguments, 0, all, 0, given);
        if (this.extra != null) {
            all[given] = (this.extra == Failure.class) ? failure : thrown;
        }
        Object answer = this.handle.invokeExact(receiver, all);
        if (answer == null && CompletionStage.class.isAssignableFrom(this.method.getReturnType())) {
            throw new NullPointerException("Fallback method '" + this.method.getName() + "' returned no future");
        }
        return answer;
    }
}
