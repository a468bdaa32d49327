package io.resilientagent.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Configured entries by name, whichever way the name is written, and which of them anybody asked for.
 *
 * @param <T> the type of an entry
 */
final class NamedSettings<T> {

    static final String DEFAULT = "default";

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

    /** The entries that nobody asked for, as they are written. */
    List<String> unused() {
        return this.written.entrySet().stream()
                .filter((entry) ->
                        !this.used.contains(entry.getKey()) && !entry.getKey().equals(DEFAULT))
                .map(Map.Entry::getValue)
                .toList();
    }
}
