package io.resilientagent.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.json.JsonParserFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The file from which editors know the keys. */
final class ConfigurationMetadata {

    static final String PREFIX = "resilient-agent.";

    private static final String FILE = "META-INF/spring-configuration-metadata.json";

    private ConfigurationMetadata() {}

    /** Its entries by name, sorted, without our prefix. */
    static Map<String, Map<String, Object>> read(String part) throws IOException {
        String place = ResilientAgentProperties.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        for (URL file :
                Collections.list(ConfigurationMetadata.class.getClassLoader().getResources(FILE))) {
            if (file.toString().startsWith(place)) {
                return byKey(content(file).get(part));
            }
        }
        throw new AssertionError("No " + FILE + " below " + place);
    }

    private static Map<String, Object> content(URL file) throws IOException {
        try (InputStream content = file.openStream()) {
            return JsonParserFactory.getJsonParser().parseMap(new String(content.readAllBytes(), UTF_8));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> byKey(Object entries) {
        Map<String, Map<String, Object>> byKey = new TreeMap<>();
        for (Object entry : (List<Object>) entries) {
            Map<String, Object> values = (Map<String, Object>) entry;
            String name = (String) values.get("name");
            if (name.startsWith(PREFIX)) {
                assertThat(byKey.put(name.substring(PREFIX.length()), values))
                        .as("second entry of %s", name)
                        .isNull();
            }
        }
        return byKey;
    }
}
