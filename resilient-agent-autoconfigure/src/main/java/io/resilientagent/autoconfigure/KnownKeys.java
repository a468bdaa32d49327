package io.resilientagent.autoconfigure;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.resilientagent.plan.CircuitValues;
import io.resilientagent.plan.Spelling;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/** The keys that there are, as the records say into which they are read. */
final class KnownKeys {

    private static final ResolvableType ROOT = ResolvableType.forClass(ResilientAgentProperties.class);

    private KnownKeys() {}

    /** What may be written instead of an unknown key. */
    static String instead(ConfigurationPropertyName name, String written) {
        ResolvableType type = ROOT;
        for (int i = 1; i < name.getNumberOfElements(); i++) {
            ResolvableType next = next(type, name.getElement(i, Form.ORIGINAL));
            if (next == null) {
                String brackets = brackets(name, written, i);
                return (brackets != null) ? brackets : nearest(type, name, i);
            }
            type = next;
        }
        return "Take it away";
    }

    private static String nearest(ResolvableType type, ConfigurationPropertyName name, int index) {
        String parent = name.chop(index).toString();
        List<String> keys = new ArrayList<>();
        collect(type, "", keys);
        if (keys.isEmpty()) {
            return "'" + parent + "' is a value and has no keys below it";
        }
        Optional<String> nearest = Spelling.nearest(
                name.getElement(index, Form.ORIGINAL), keys, (key) -> key.substring(key.lastIndexOf('.') + 1));
        return nearest.map((key) -> "Did you mean '" + parent + "." + key + "'?")
                .orElseGet(() ->
                        "The keys of '" + parent + "' are " + components(type).keySet());
    }

    /** The line to write where a name with a dot was not put in brackets, so that its end was taken for a key. */
    private static @Nullable String brackets(ConfigurationPropertyName name, String written, int index) {
        if (index != 3 || !name.getElement(1, Form.UNIFORM).equals("circuits")) {
            return null;
        }
        ResolvableType circuit = ResolvableType.forClass(CircuitValues.class);
        for (int begin = index + 1; begin < name.getNumberOfElements(); begin++) {
            String tail = tail(name, begin);
            int from = written.indexOf(".circuits.") + ".circuits.".length();
            int to = written.length() - tail.length() - 1;
            if (isKey(circuit, name, begin) && from < to && written.endsWith("." + tail)) {
                return "Write the circuit's name in brackets, as it has a dot: \"[" + written.substring(from, to)
                        + "]\":";
            }
        }
        return null;
    }

    private static String tail(ConfigurationPropertyName name, int begin) {
        List<String> elements = new ArrayList<>();
        for (int i = begin; i < name.getNumberOfElements(); i++) {
            elements.add(name.getElement(i, Form.ORIGINAL));
        }
        return String.join(".", elements);
    }

    private static boolean isKey(ResolvableType type, ConfigurationPropertyName name, int begin) {
        ResolvableType part = type;
        for (int i = begin; i < name.getNumberOfElements() && part != null; i++) {
            part = next(part, name.getElement(i, Form.ORIGINAL));
        }
        return part != null;
    }

    /** What is below a key, or null if there is no such key. */
    private static @Nullable ResolvableType next(ResolvableType type, String element) {
        Class<?> raw = type.resolve(Object.class);
        if (Map.class.isAssignableFrom(raw)) {
            return type.asMap().getGeneric(1);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return type.asCollection().getGeneric();
        }
        return components(type).entrySet().stream()
                .filter((component) -> canonical(component.getKey()).equals(canonical(element)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String canonical(String element) {
        return ConfigurationPropertyName.adapt(element, '.').getLastElement(Form.UNIFORM);
    }

    private static void collect(ResolvableType type, String prefix, List<String> keys) {
        Map<String, ResolvableType> components = components(type);
        components.keySet().forEach((key) -> keys.add(prefix + key));
        components.forEach((key, below) -> collect(below, prefix + key + ".", keys));
    }

    private static Map<String, ResolvableType> components(ResolvableType type) {
        Map<String, ResolvableType> components = new LinkedHashMap<>();
        Class<?> owner = type.resolve(Object.class);
        RecordComponent[] declared = owner.getRecordComponents();
        if (declared != null) {
            for (RecordComponent component : declared) {
                Field field = ReflectionUtils.findField(owner, component.getName());
                Name name = (field != null) ? field.getAnnotation(Name.class) : null;
                String key = (name != null) ? name.value() : DataObjectPropertyName.toDashedForm(component.getName());
                components.put(key, ResolvableType.forType(component.getGenericType()));
            }
        }
        return components;
    }
}
