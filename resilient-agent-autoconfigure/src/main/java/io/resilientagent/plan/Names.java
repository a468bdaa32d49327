package io.resilientagent.plan;

import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The names of calls. Two that could not be told apart in configuration are refused. */
final class Names {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]+");

    private final Map<String, String> byCanonicalForm = new ConcurrentHashMap<>();

    /** The given name, or one made of class and method. */
    String of(CallSite guarded, @Nullable String given) {
        String name = (given != null) ? given : ofMethod(guarded);
        if (!VALID.matcher(name).matches() || CanonicalName.of(name).isEmpty()) {
            throw guarded.invalid(
                    "the call name '" + name + "' is not valid", "Use letters, digits, hyphen and underscore");
        }
        if (CanonicalName.of(name).equals(NamedSettings.DEFAULT)) {
            throw guarded.invalid(
                    "the call name '" + name + "' is the key of what all calls inherit", "Choose another name");
        }
        String known = this.byCanonicalForm.putIfAbsent(CanonicalName.of(name), name);
        if (known != null && !known.equals(name)) {
            throw guarded.invalid(
                    "the call names '" + name + "' and '" + known + "' are the same key in configuration",
                    "Write both alike if they share settings and meters, else choose other words");
        }
        return name;
    }

    private static String ofMethod(CallSite guarded) {
        return (guarded instanceof GuardedMethod method)
                ? kebab(owner(method).getSimpleName()) + "-"
                        + kebab(method.method().getName())
                : "";
    }

    private static Class<?> owner(GuardedMethod guarded) {
        return Proxy.isProxyClass(guarded.type()) ? guarded.method().getDeclaringClass() : guarded.type();
    }

    static String kebab(String camel) {
        return camel.replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }
}
