package io.resilientagent.architecture;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which rooms know which library, beside {@code autoconfigure}, which may know all. */
final class Libraries {

    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("com.fasterxml.jackson", Set.of()),
            Map.entry("com.fasterxml.jackson.annotation", Set.of("actuate")),
            Map.entry("com.github.benmanes.caffeine", Set.of("cache")),
            Map.entry("io.micrometer", Set.of("micrometer", "context")),
            Map.entry("io.micrometer.core", Set.of("micrometer")),
            Map.entry("org.aopalliance", Set.of("aop")),
            Map.entry("org.reactivestreams", Set.of("reactive", "springai")),
            Map.entry("org.springframework.ai", Set.of("springai")),
            Map.entry("org.springframework.aop", Set.of("aop")),
            Map.entry("org.springframework.boot", Set.of("actuate")),
            Map.entry("org.springframework.cache", Set.of("cache")),
            Map.entry("org.springframework.data", Set.of("redis")),
            Map.entry("org.springframework.security", Set.of("context")),
            Map.entry("org.springframework.transaction", Set.of("context")),
            Map.entry("org.springframework.web", Set.of("context")),
            Map.entry("reactor", Set.of("context", "reactive", "springai")),
            Map.entry("tools.jackson", Set.of()));

    private Libraries() {}

    /** Whether a room may use a package that is not ours. The longest entry of the table decides. */
    static boolean mayUse(String room, String packageName) {
        Optional<String> library = ROOMS.keySet().stream()
                .filter((name) -> packageName.equals(name) || packageName.startsWith(name + "."))
                .max(Comparator.comparingInt(String::length));
        return room.equals("autoconfigure")
                || library.map(ROOMS::get).map((rooms) -> rooms.contains(room)).orElse(true);
    }
}
