package io.resilientagent.plan;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.resilientagent.CacheKey;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Equal arguments have equal keys, and different ones different keys. */
class CanonicalFormTests {

    @Property
    void isTheSameExactlyForEqualValues(@ForAll("values") Object one, @ForAll("values") Object other) {
        assertThat(key(one).equals(key(other))).isEqualTo(one.equals(other));
    }

    @Property
    void tellsEveryTextFromEveryOther(@ForAll String one, @ForAll String other) {
        assertThat(key(one).equals(key(other))).isEqualTo(one.equals(other));
    }

    @Property
    void doesNotMixUpNeighbours(@ForAll List<String> one, @ForAll List<String> other) {
        assertThat(key(one).equals(key(other))).isEqualTo(one.equals(other));
        assertThat(key(one.toArray()).equals(key(other.toArray()))).isEqualTo(one.equals(other));
    }

    @Property
    void takesNoNoticeOfTheOrderOfMapsAndSets(@ForAll Map<String, Integer> map) {
        List<String> backwards = new ArrayList<>(map.keySet());
        Collections.reverse(backwards);
        Map<String, Integer> reversed = new LinkedHashMap<>();
        backwards.forEach((name) -> reversed.put(name, map.get(name)));
        assertThat(key(reversed)).isEqualTo(key(map)).isEqualTo(key(new TreeMap<>(map)));
        assertThat(key(new LinkedHashSet<>(backwards))).isEqualTo(key(new HashSet<>(map.keySet())));
    }

    @Property
    void isTheSameForACopy(@ForAll("values") Object value) {
        Object copy = (value instanceof List<?> list) ? new LinkedList<>(list) : value;
        assertThat(key(copy)).isEqualTo(key(value));
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.of("", "a", "b", "ab", "1", "true", "null", "RED", "\ud800", "\ufffd", "?"),
                Arbitraries.of(0, 1, 11),
                Arbitraries.of(0L, 1L),
                Arbitraries.of(0.0, -0.0, 1.0, Double.NaN),
                Arbitraries.of(1.0f, 0.0f),
                Arbitraries.of('1', 'a'),
                Arbitraries.of(true, false),
                Arbitraries.of(Colour.RED, Shape.RED),
                Arbitraries.of(new BigDecimal("1.0"), new BigDecimal("1.00")),
                Arbitraries.of(Instant.EPOCH, Instant.EPOCH.plusNanos(1), Duration.ZERO, Duration.ofSeconds(1)),
                Arbitraries.of(new UUID(0, 1), new UUID(1, 0)));
        Arbitrary<Object> flat = Arbitraries.oneOf(scalars, containers(scalars));
        return Arbitraries.oneOf(scalars, flat, containers(flat));
    }

    private static Arbitrary<Object> containers(Arbitrary<Object> content) {
        return Arbitraries.oneOf(
                content.list().ofMaxSize(2).map(Object.class::cast),
                content.set().ofMaxSize(2).map(Object.class::cast),
                Arbitraries.maps(content, content).ofMaxSize(2).map(Object.class::cast),
                content.map(Optional::of),
                content.list().ofSize(2).map((pair) -> new Pair(pair.get(0), pair.get(1))),
                content.list().ofSize(2).map((pair) -> new OtherPair(pair.get(0), pair.get(1))));
    }

    @Example
    void separatesTypesThatReadAlike() {
        List<Object> different = new ArrayList<>(List.of(
                "1", 1, 1L, (short) 1, (byte) 1, 1.0, 1.0f, '1', new BigDecimal("1"), Optional.of(1), List.of(1)));
        different.addAll(List.of(Set.of(1), Map.of(1, 1), new int[] {1}, new byte[] {1}, new Object[] {1, 1}));
        different.add(new Pair(1, null));
        assertThat(different.stream().map(CanonicalFormTests::key).distinct()).hasSameSizeAs(different);
        assertThat(key(null)).isNotEqualTo(key("null")).isNotEqualTo(key(Optional.empty()));
    }

    @Example
    void writesWhatIsWithinArraysOfAllKinds() {
        assertThat(key(new int[][] {{1}, {2}})).isNotEqualTo(key(new int[][] {{1, 2}}));
        assertThat(key(new String[] {"a", null})).isEqualTo(key(new String[] {"a", null}));
        assertThat(key(new double[] {0.5})).isNotEqualTo(key(new double[] {0.25}));
    }

    @Example
    void takesAnyTextForText() {
        assertThat(key(new StringBuilder("a"))).isEqualTo(key("a"));
    }

    @Example
    void refusesWhatContainsItselfOrIsEnormous() {
        List<Object> cyclic = new ArrayList<>();
        cyclic.add(cyclic);
        assertThatIllegalArgumentException().isThrownBy(() -> key(cyclic));
        Map<String, Object> map = new HashMap<>();
        map.put("me", map);
        assertThatIllegalArgumentException().isThrownBy(() -> key(map));
        assertThatIllegalArgumentException().isThrownBy(() -> key(new int[1_000_000]));
        assertThatIllegalArgumentException().isThrownBy(() -> key(Collections.nCopies(Integer.MAX_VALUE, "x")));
    }

    @Example
    void asksTheApplicationAboutItsOwnTypes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> key(Path.of("a")))
                .withMessageContaining("CacheKey")
                .withMessageContaining("Path");
        CacheKey<Path> paths = new CacheKey<>() {
            @Override
            public Class<Path> type() {
                return Path.class;
            }

            @Override
            public Object of(Path argument) {
                return List.of(argument.toString());
            }
        };
        assertThat(key(Path.of("a"), paths)).isEqualTo(key(Path.of("a"), paths)).isNotEqualTo(key(Path.of("b"), paths));
        assertThat(key(Path.of("a"), paths)).isNotEqualTo(key(List.of("a"), paths));
        assertThat(key(List.of(Path.of("a")), paths)).isNotEqualTo(key(List.of(Path.of("b")), paths));
    }

    @Example
    void refusesAKeyThatIsTheArgumentItself() {
        CacheKey<Path> itself = new CacheKey<>() {
            @Override
            public Class<Path> type() {
                return Path.class;
            }

            @Override
            public Object of(Path argument) {
                return argument;
            }
        };
        assertThatIllegalArgumentException().isThrownBy(() -> key(Path.of("a"), itself));
    }

    private static String key(@Nullable Object value, CacheKey<?>... keys) {
        return new CanonicalForm(new CacheKeys(() -> Arrays.asList(keys)))
                .write(value)
                .hash();
    }

    private enum Colour {
        RED
    }

    private enum Shape {
        RED
    }

    private record Pair(Object left, @Nullable Object right) {}

    private record OtherPair(Object left, Object right) {}
}
