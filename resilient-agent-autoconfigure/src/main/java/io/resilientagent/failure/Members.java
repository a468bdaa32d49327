package io.resilientagent.failure;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Calls accessors by name on objects of unknown classes. They are found once per class; one that throws, or is out of
 * reach, answers null.
 */
final class Members {

    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private static final MethodType LOOKUP = MethodType.methodType(Object.class, Object.class, String.class);

    private final ClassValue<Map<String, MethodHandle>> getters;

    private final ClassValue<Map<String, MethodHandle>> lookups;

    Members(Set<String> getters, Set<String> lookups) {
        this.getters = new Cache(getters, GETTER);
        this.lookups = new Cache(lookups, LOOKUP, String.class);
    }

    /** The value of an accessor, or null. */
    @Nullable
    Object get(Object target, String name) {
        return unwrap(invoke(this.getters.get(target.getClass()).get(name), target));
    }

    /** The value of the first of these accessors that has one. */
    @Nullable
    Object first(Object target, String[] names) {
        Map<String, MethodHandle> handles = this.getters.get(target.getClass());
        if (handles.isEmpty()) {
            return null;
        }
        for (String name : names) {
            Object value = unwrap(invoke(handles.get(name), target));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable Object unwrap(@Nullable Object value) {
        return (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
    }

    /** What the first of these look-ups that exists answers to a key. */
    @Nullable
    Object lookup(Object target, String[] names, String key) {
        Map<String, MethodHandle> handles = this.lookups.get(target.getClass());
        for (String name : names) {
            MethodHandle handle = handles.get(name);
            if (handle != null) {
                return unwrap(invoke(handle, target, key));
            }
        }
        return null;
    }

    boolean hasLookup(Object target) {
        return !this.lookups.get(target.getClass()).isEmpty();
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static @Nullable Object invoke(@Nullable MethodHandle handle, Object target) {
        try {
            return (handle != null) ? (Object) handle.invokeExact(target) : null;
        } catch (Throwable ex) {
            return null;
        }
    }

    private static @Nullable Object invoke(MethodHandle handle, Object target, String key) {
        try {
            return (Object) handle.invokeExact(target, key);
        } catch (Throwable ex) {
            return null;
        }
    }

    /** The handles of a class, held by the class itself and so no longer than it. */
    private static final class Cache extends ClassValue<Map<String, MethodHandle>> {

        private final Set<String> names;

        private final MethodType type;

        private final Class<?>[] parameters;

        Cache(Set<String> names, MethodType type, Class<?>... parameters) {
            this.names = names;
            this.type = type;
            this.parameters = parameters;
        }

        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> owner) {
            Map<String, MethodHandle> handles = new HashMap<>();
            Set<Class<?>> types = supertypes(owner);
            for (Class<?> candidate : types) {
                if (isReachable(candidate)) {
                    collect(candidate, handles, false);
                }
            }
            for (Class<?> candidate : types) {
                if (!isReachable(candidate)) {
                    collect(candidate, handles, true);
                }
            }
            return Map.copyOf(handles);
        }

        private void collect(Class<?> owner, Map<String, MethodHandle> handles, boolean force) {
            try {
                for (Method method : owner.getMethods()) {
                    if (isWanted(method) && !handles.containsKey(method.getName())) {
                        MethodHandle handle = handle(method, force);
                        if (handle != null) {
                            handles.put(method.getName(), handle);
                        }
                    }
                }
            } catch (RuntimeException | LinkageError ex) {
                // a class whose signatures name absent libraries has no accessors for us
            }
        }

        private boolean isWanted(Method method) {
            return this.names.contains(method.getName())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() != void.class
                    && Arrays.equals(method.getParameterTypes(), this.parameters);
        }

        private @Nullable MethodHandle handle(Method method, boolean force) {
            try {
                boolean reachable = isReachable(method.getDeclaringClass());
                if (!reachable && (!force || !method.trySetAccessible())) {
                    return null;
                }
                return MethodHandles.lookup().unreflect(method).asType(this.type);
            } catch (IllegalAccessException | RuntimeException | LinkageError ex) {
                return null;
            }
        }

        private static boolean isReachable(Class<?> type) {
            return Modifier.isPublic(type.getModifiers())
                    && type.getModule().isExported(type.getPackageName(), Members.class.getModule());
        }

        private static Set<Class<?>> supertypes(Class<?> type) {
            Set<Class<?>> types = new LinkedHashSet<>();
            for (Class<?> current = type;
                    current != null && current != Object.class;
                    current = current.getSuperclass()) {
                types.add(current);
                for (Class<?> contract : current.getInterfaces()) {
                    types.add(contract);
                    types.addAll(supertypes(contract));
                }
            }
            return types;
        }
    }
}
