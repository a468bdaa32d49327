package io.resilientagent.engine;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * The answer of a stream as it is kept.
 *
 * @param items all its items, in order
 */
public record StoredItems(ArrayList<Object> items) implements Serializable {

    /** A longer stream is not kept. */
    public static final int MOST = 1_000;

    @Serial
    private static final long serialVersionUID = 1L;

    boolean holdOnly(Class<?> type) {
        // Somebody else may have written it.
        return this.items != null && this.items.stream().allMatch(type::isInstance);
    }
}
