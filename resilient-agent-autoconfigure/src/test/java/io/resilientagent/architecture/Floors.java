package io.resilientagent.architecture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;

/** The floors of the library and the rooms on them; the same table as in CONTRIBUTING.md. */
final class Floors {

    static final String BASE = "io.resilientagent";

    /** The base package itself. */
    static final String ROOT = "(root)";

    private static final List<Set<String>> FLOORS = List.of(
            Set.of("failure", "time"),
            Set.of("circuit", "retry", "timeout", "route"),
            Set.of(ROOT),
            Set.of("engine", "annotation"),
            Set.of("plan"),
            Set.of("aop", "reactive"),
            Set.of("micrometer", "actuate", "cache", "redis", "springai", "context"),
            Set.of("autoconfigure"));

    private static final Map<String, Integer> FLOOR_OF = new HashMap<>();

    static {
        IntStream.range(0, FLOORS.size())
                .forEach((floor) -> FLOORS.get(floor).forEach((room) -> FLOOR_OF.put(room, floor)));
    }

    private Floors() {}

    /** Whether a class is ours. */
    static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(BASE) || type.getPackageName().startsWith(BASE + ".");
    }

    /** The room of a class of ours: the first package below the base. */
    static String roomOf(JavaClass type) {
        String below = type.getPackageName().substring(BASE.length());
        return below.isEmpty() ? ROOT : below.substring(1).split("\\.", 2)[0];
    }

    /** Whether the table has a room. */
    static boolean isKnown(String room) {
        return FLOOR_OF.containsKey(room);
    }

    /** Whether one room may use another: itself, or one on a lower floor. */
    static boolean mayUse(String room, String other) {
        return room.equals(other) || FLOOR_OF.getOrDefault(room, -1) > FLOOR_OF.getOrDefault(other, 99);
    }

    /** Package patterns of the rooms from one floor up to another, both included. */
    static String[] packages(int from, int to) {
        return FLOORS.subList(from, to + 1).stream()
                .flatMap(Set::stream)
                .map(Floors::pattern)
                .toArray(String[]::new);
    }

    /** Package patterns of rooms. */
    static String[] packages(String... rooms) {
        return Stream.of(rooms).map(Floors::pattern).toArray(String[]::new);
    }

    private static String pattern(String room) {
        return room.equals(ROOT) ? BASE : BASE + "." + room + "..";
    }
}
