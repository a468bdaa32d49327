package io.resilientagent.failure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The members of a JSON object in the order of the text, in less space than a map takes. */
final class JsonObject {

    private String[] names = new String[4];

    private @Nullable Object[] values = new Object[4];

    private int size;

    void add(String name, @Nullable Object value) {
        if (this.size == this.names.length) {
            this.names = Arrays.copyOf(this.names, 2 * this.size);
            this.values = Arrays.copyOf(this.values, 2 * this.size);
        }
        this.names[this.size] = name;
        this.values[this.size++] = value;
    }

    int size() {
        return this.size;
    }

    String name(int index) {
        return this.names[index];
    }

    @Nullable
    Object value(int index) {
        return this.values[index];
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < this.size; i++) {
            Object value = this.values[i];
            if (value != null) {
                map.put(this.names[i], value);
            }
        }
        return map;
    }
}
