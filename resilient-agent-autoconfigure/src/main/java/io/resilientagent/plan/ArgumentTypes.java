package io.resilientagent.plan;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** Whether values of a type can be told from one another in the key of a cached answer. */
final class ArgumentTypes {

    private final CacheKeys keys;

    ArgumentTypes(CacheKeys keys) {
        this.keys = keys;
    }

    /** The part of a type that cannot, as text; null if all can. */
    @Nullable
    String unknown(ResolvableType type) {
        return unknown(type, new HashSet<>());
    }

    private @Nullable String unknown(ResolvableType type, Set<Class<?>> records) {
        Class<?> raw = type.resolve();
        if (raw == null) {
            return "an unknown type (" + type + ")";
        }
        if (Scalars.isDeclared(raw)) {
            return null;
        }
        if (raw.isArray()) {
            return unknown(type.getComponentType(), records);
        }
        if (Optional.class == raw) {
            return unknown(type.getGeneric(), records);
        }
        if (Map.class.isAssignableFrom(raw)) {
            String key = unknown(type.as(Map.class).getGeneric(0), records);
            return (key != null) ? key : unknown(type.as(Map.class).getGeneric(1), records);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return unknown(type.as(Collection.class).getGeneric(), records);
        }
        if (this.keys.of(raw) != null) {
            return null;
        }
        return raw.isRecord() ? unknownIn(type, raw, records) : raw.getName();
    }

    private @Nullable String unknownIn(ResolvableType type, Class<?> raw, Set<Class<?>> records) {
        if (!records.add(raw)) {
            return null;
        }
        for (RecordComponent component : raw.getRecordComponents()) {
            String unknown = unknown(ResolvableType.forType(component.getGenericType(), type), records);
            if (unknown != null) {
                return unknown;
            }
        }
        return null;
    }
}
