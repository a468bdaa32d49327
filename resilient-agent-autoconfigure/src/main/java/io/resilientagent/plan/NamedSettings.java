package io.resilientagent.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Configured entries by name, whichever way the name is written, and which of them anybody asked for.
 *
 * @param <T> the type of an entry
 */
final class NamedSettings<T> {

    static final String DEFAULT = "default";

    /** What needs no brackets. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private final Map<String, T> entries = new LinkedHashMap<>();

    private final Map<String, String> written = new LinkedHashMap<>();

    private final Set<String> used = ConcurrentHashMap.newKeySet();

    NamedSettings(Map<String, T> configured, BinaryOperator<T> merge) {
        configured.forEach((name, entry) -> {
            String canonical = CanonicalName.of(name);
            // The longer one is how a person wrote it, the other how an environment variable had to.
            this.written.merge(canonical, name, (one, other) -> (one.length() >= other.length()) ? one : other);
            this.entries.merge(canonical, entry, merge);
        });
    }

    /** The entry of this name, or null. */
    @Nullable
    T use(String name) {
        String canonical = CanonicalName.of(name);
        this.used.add(canonical);
        return this.entries.get(canonical);
    }

    /** All entries, by their names as a person wrote them. */
    Map<String, T> byName() {
        Map<String, T> named = new LinkedHashMap<>();
        this.entries.forEach((canonical, entry) -> named.put(this.written.getOrDefault(canonical, canonical), entry));
        return named;
    }

    /** Whether anything is configured under this name. */
    boolean has(String name) {
        return this.entries.containsKey(CanonicalName.of(name));
    }

    /** A key as it has to be written in a line of its own. */
    static String key(String group, String name) {
        return PLAIN.matcher(name).matches() ? group + "." + name : group + ".[" + name + "]";
    }

    /** A name as it has to be written in YAML. */
    static String yaml(String name) {
        return PLAIN.matcher(name).matches() ? name : "\"[" + name + "]\"";
    }

    /** The entries that nobody asked for, by their names as a person wrote them. */
    Map<String, T> unused() {
        Map<String, T> unused = byName();
        unused.keySet()
                .removeIf(
                        (name) -> CanonicalName.of(name).equals(DEFAULT) || this.used.contains(CanonicalName.of(name)));
        return unused;
    }
}
