package io.resilientagent.autoconfigure;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.core.ResolvableType;

/**
 * A key as the records have it. The names of a map with free names are "default", its indexes 0; of a map of an enum
 * there is one key for each constant.
 *
 * @param name the key without the prefix
 * @param type what it holds
 */
record ConfigurationKey(String name, ResolvableType type) {

    /** All keys, those that hold others included, unless they are only a record. */
    static List<ConfigurationKey> all() {
        List<ConfigurationKey> keys = new ArrayList<>();
        ResolvableType root = ResolvableType.forClass(ResilientAgentProperties.class);
        components(root.toClass()).forEach((name, component) -> collect(name, type(component), keys));
        return keys;
    }

    private static void collect(String name, ResolvableType type, List<ConfigurationKey> keys) {
        if (type.toClass().isRecord()) {
            components(type.toClass())
                    .forEach((below, component) -> collect(name + "." + below, type(component), keys));
            return;
        }
        keys.add(new ConfigurationKey(name, type));
        if (type.toClass() == Map.class) {
            names(name, type.getGeneric(0).toClass())
                    .forEach((below) -> collect(name + "." + below, type.getGeneric(1), keys));
        } else if (type.toClass() == List.class && type.getGeneric(0).toClass().isRecord()) {
            collect(name + "[0]", type.getGeneric(0), keys);
        }
    }

    private static List<String> names(String key, Class<?> type) {
        if (!type.isEnum()) {
            // of providers none is inherited by the others
            return List.of(key.equals("providers") ? "anthropic" : "default");
        }
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            names.add(kebab(constant));
        }
        return names;
    }

    static String kebab(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it only holds other keys. */
    boolean isContainer() {
        return isMap() || (isListOfRecords() && !isChain());
    }

    private boolean isMap() {
        return this.type.toClass() == Map.class;
    }

    private boolean isListOfRecords() {
        return this.type.toClass() == List.class
                && this.type.getGeneric(0).toClass().isRecord();
    }

    /** Its entries may be plain lines too. */
    private boolean isChain() {
        return this.name.endsWith(".chain");
    }

    /** The variable that sets it, with another name in place of "default". */
    static String variable(String key, String sample) {
        return "RESILIENTAGENT_"
                + key.replace(".default.", "." + sample + ".")
                        .replace("[", ".")
                        .replace("]", "")
                        .replace("-", "")
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT);
    }

    /** What the records hold under a key, with another name in place of "default"; null if nothing. */
    static @Nullable Object value(ResilientAgentProperties properties, String key, String sample) {
        Object value = properties;
        for (String element : key.replace(".default.", "." + sample + ".")
                .replace("[", ".")
                .replace("]", "")
                .split("\\.")) {
            value = (value != null) ? below(value, element) : null;
        }
        return value;
    }

    private static @Nullable Object below(Object holder, String element) {
        if (holder instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .filter((entry) -> kebab(entry.getKey()).equals(element))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        if (holder instanceof List<?> list) {
            int index = Integer.parseInt(element);
            return (index < list.size()) ? list.get(index) : null;
        }
        return read(holder, components(holder.getClass()).get(element));
    }

    private static @Nullable Object read(Object holder, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(holder);
        } catch (IllegalAccessException | InvocationTargetException ex) {
            throw new AssertionError(ex);
        }
    }

    private static ResolvableType type(RecordComponent component) {
        return ResolvableType.forType(component.getGenericType());
    }

    private static Map<String, RecordComponent> components(Class<?> type) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Name name = field(type, component).getAnnotation(Name.class);
            components.put(
                    (name != null) ? name.value() : DataObjectPropertyName.toDashedForm(component.getName()),
                    component);
        }
        return components;
    }

    private static Field field(Class<?> type, RecordComponent component) {
        try {
            return type.getDeclaredField(component.getName());
        } catch (NoSuchFieldException ex) {
            throw new AssertionError(ex);
        }
    }
}
