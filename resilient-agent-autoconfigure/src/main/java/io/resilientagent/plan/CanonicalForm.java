package io.resilientagent.plan;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.resilientagent.CacheKey;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * The SHA-256 of values, written so that different values are never written alike: each with a tag for what it is, and
 * with its length. Sets and maps are written without regard to their order. Bounded in depth and number of values.
 */
final class CanonicalForm {

    private static final int MAX_DEPTH = 64;

    private static final int MAX_VALUES = 100_000;

    private final Hash hash = new Hash();

    private final CacheKeys keys;

    /** Shared with the parts that are hashed by themselves. */
    private final int[] values;

    private int depth;

    CanonicalForm(CacheKeys keys) {
        this(keys, new int[1], 0);
    }

    private CanonicalForm(CacheKeys keys, int[] values, int depth) {
        this.keys = keys;
        this.values = values;
        this.depth = depth;
    }

    /** The hash of all that was written, as text. */
    String hash() {
        return HexFormat.of().formatHex(this.hash.end());
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if nobody knows how to tell it from another
     */
    CanonicalForm write(@Nullable Object value) {
        if (++this.values[0] > MAX_VALUES || ++this.depth > MAX_DEPTH) {
            throw new IllegalArgumentException("An argument has more than " + MAX_VALUES + " values or " + MAX_DEPTH
                    + " levels, or contains itself");
        }
        if (value == null) {
            this.hash.tag('0', 0);
        } else {
            writeSome(value);
        }
        this.depth--;
        return this;
    }

    private void writeSome(Object value) {
        String scalar = Scalars.type(value);
        if (scalar != null) {
            this.hash.tag('v', 2);
            this.hash.chars(scalar);
            this.hash.chars(Scalars.text(value));
        } else if (value instanceof byte[] bytes) {
            this.hash.tag('b', bytes.length);
            this.hash.bytes(bytes);
        } else if (value.getClass().isArray()) {
            this.hash.tag('a', Array.getLength(value));
            for (int i = 0; i < Array.getLength(value); i++) {
                write(Array.get(value, i));
            }
        } else if (value instanceof Optional<?> some) {
            this.hash.tag('o', 1);
            write(some.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            List<byte[]> entries = new ArrayList<>();
            map.forEach((key, held) -> entries.add(part(key, held)));
            unordered('m', entries);
        } else if (value instanceof Set<?> set) {
            List<byte[]> elements = new ArrayList<>();
            set.forEach((element) -> elements.add(part(element)));
            unordered('s', elements);
        } else if (value instanceof Collection<?> collection && collection.size() <= MAX_VALUES) {
            Object[] elements = collection.toArray();
            this.hash.tag((value instanceof List) ? 'l' : 'c', elements.length);
            Arrays.stream(elements).forEach(this::write);
        } else {
            writeOwn(value);
        }
    }

    private void writeOwn(Object value) {
        CacheKey<?> key = this.keys.of(value.getClass());
        if (key != null) {
            this.hash.tag('k', 2);
            this.hash.chars(key.type().getName());
            write(CacheKeys.write(key, value));
        } else if (value instanceof Record) {
            RecordComponent[] components = value.getClass().getRecordComponents();
            this.hash.tag('r', components.length);
            this.hash.chars(value.getClass().getName());
            for (RecordComponent component : components) {
                write(read(component.getAccessor(), value));
            }
        } else {
            throw new IllegalArgumentException(
                    "There is no CacheKey bean for " + value.getClass().getName());
        }
    }

    private static @Nullable Object read(Method accessor, Object owner) {
        ReflectionUtils.makeAccessible(accessor);
        try {
            return accessor.invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException ex) {
            throw new IllegalArgumentException(accessor + " cannot be read", ex);
        }
    }

    private byte[] part(@Nullable Object... parts) {
        CanonicalForm form = new CanonicalForm(this.keys, this.values, this.depth);
        for (Object part : parts) {
            form.write(part);
        }
        return form.hash.end();
    }

    private void unordered(char tag, List<byte[]> parts) {
        this.hash.tag(tag, parts.size());
        parts.sort(Arrays::compare);
        parts.forEach(this.hash::bytes);
    }
}
