package io.resilientagent.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.util.ClassUtils;

/** Writes all configuration keys as a page for people. */
final class ConfigurationDoc {

    private static final String HEAD = """
            # Every key

            Generated from the metadata of the configuration; do not edit. `./mvnw -pl resilient-agent-autoconfigure test \
            -Dtest=ConfigurationDocTests -Dresilient-agent.docs.write=true` writes it anew.

            All keys are below `resilient-agent`. `<name>` is the name of a call or a circuit, and `default` there is what \
            all of them inherit; `[0]` is an entry of a list. A name with a dot or a slash is written \
            `"[openai/gpt-4.1]"`. A key without a default is unset. Durations are written `30s`, `500ms`, `2m`; where \
            nothing else is said 0 is none. A key that does not exist, and a value out of range, stop the start.
            """;

    private static final Map<Class<?>, String> NAMES = Map.of(
            String.class, "text",
            Boolean.class, "`true` or `false`",
            Integer.class, "whole number",
            Double.class, "number",
            Duration.class, "duration",
            Pattern.class, "regular expression",
            Class.class, "class");

    private ConfigurationDoc() {}

    static String text() throws IOException {
        Map<String, Map<String, Object>> hints = ConfigurationMetadata.read("hints");
        Map<String, List<String>> sections = new TreeMap<>();
        ConfigurationMetadata.read("properties")
                .forEach((key, entry) -> sections.computeIfAbsent(section(key), (absent) -> new ArrayList<>())
                        .add(row(key, entry, hints)));
        return sections.entrySet().stream()
                .map((section) -> "\n## " + section.getKey()
                        + "\n\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n"
                        + String.join("", section.getValue()))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String section(String key) {
        return key.contains(".")
                ? key.substring(0, key.indexOf('.'))
                : key.matches("calls|circuits|failures") ? key : "general";
    }

    private static String row(String key, Map<String, Object> entry, Map<String, Map<String, Object>> hints) {
        Object value = entry.get("defaultValue");
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        key.replace(".default.", ".<name>."),
                        value(key, (String) entry.get("type"), hints),
                        (value != null) ? "`" + value + "`" : "",
                        entry.get("description").toString().replace("|", "\\|").replace("<", "&lt;"));
    }

    private static String value(String key, String type, Map<String, Map<String, Object>> hints) {
        Class<?> raw =
                ClassUtils.resolveClassName(type.replaceFirst("<.*", ""), ConfigurationDoc.class.getClassLoader());
        if (raw.isEnum()) {
            return Stream.of(raw.getEnumConstants())
                    .map((constant) -> "`" + ConfigurationKey.kebab(constant) + "`")
                    .collect(Collectors.joining(", "));
        }
        List<String> hinted = Stream.of(key, key + ".keys", key + ".values")
                .filter(hints::containsKey)
                .flatMap((name) -> hinted(hints.get(name)))
                .toList();
        String general = NAMES.getOrDefault(raw, ClassUtils.isAssignable(Map.class, raw) ? "map" : "list");
        return hinted.isEmpty() ? general : general + ": " + String.join(", ", hinted);
    }

    private static Stream<String> hinted(Map<String, Object> hint) {
        Object values = hint.getOrDefault("values", List.of());
        return ((List<?>) values).stream().map((value) -> "`" + ((Map<?, ?>) value).get("value") + "`");
    }
}
