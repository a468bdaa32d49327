package io.resilientagent.plan;

import java.util.List;
import java.util.function.Supplier;

import io.resilientagent.CacheKey;
import org.jspecify.annotations.Nullable;

/** What the application knows of the keys of its own types. */
final class CacheKeys {

    private final Supplier<List<CacheKey<?>>> all;

    CacheKeys(Supplier<List<CacheKey<?>>> all) {
        this.all = all;
    }

    /** Who knows the keys of this type; null if nobody. */
    @Nullable
    CacheKey<?> of(Class<?> type) {
        for (CacheKey<?> key : this.all.get()) {
            if (key.type().isAssignableFrom(type)) {
                return key;
            }
        }
        return null;
    }

    static <T> @Nullable Object write(CacheKey<T> key, Object value) {
        return key.of(key.type().cast(value));
    }
}
