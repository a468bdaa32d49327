package io.resilientagent.failure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The members of a JSON object in the order of the text, in less space than a map takes. */
final class JsonObject {

    /** Names, each with its value behind it. */
    private @Nullable Object[] members = new Object[8];

    private int size;

    void add(String name, @Nullable Object value) {
        int index = 2 * this.size++;
        if (index == this.members.length) {
            this.members = Arrays.copyOf(this.members, 2 * index);
        }
        this.members[index] = name;
        this.members[index + 1] = value;
    }

    int size() {
        return this.size;
    }

    String name(int index) {
        return String.valueOf(this.members[2 * index]);
    }

    @Nullable
    Object value(int index) {
        return this.members[2 * index + 1];
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < this.size; i++) {
            Object value = value(i);
            if (value != null) {
                map.put(name(i), value);
            }
        }
        return map;
    }
}
