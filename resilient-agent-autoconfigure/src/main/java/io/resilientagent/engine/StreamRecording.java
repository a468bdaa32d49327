package io.resilientagent.engine;

import java.util.ArrayList;

import org.jspecify.annotations.Nullable;

/** The items of a stream that may be stored. Told of them one after the other. */
final class StreamRecording {

    private @Nullable ArrayList<Object> items = new ArrayList<>();

    void add(Object item) {
        ArrayList<Object> so = this.items;
        if (so != null && so.size() < StoredItems.MOST) {
            so.add(item);
        } else {
            this.items = null;
        }
    }

    /** All of them; null if they were too many. */
    @Nullable
    StoredItems items() {
        return (this.items != null) ? new StoredItems(this.items) : null;
    }
}
