package io.resilientagent.actuate;

import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** Of things with names the first few, in order, that a request asks for. Keeps no more than these. */
final class Page<T> {

    private final Selection selection;

    private final NavigableMap<String, T> items = new TreeMap<>();

    private int total;

    private boolean cut;

    Page(Selection selection) {
        this.selection = selection;
    }

    void offer(String name, T item) {
        if (!this.selection.pattern().matches(name)) {
            return;
        }
        this.total++;
        if (!this.selection.isReached(name)) {
            return;
        }
        boolean full = this.items.size() >= this.selection.limit();
        this.cut |= full;
        if (!full || name.compareTo(this.items.lastKey()) < 0) {
            this.items.put(name, item);
            if (full) {
                this.items.pollLastEntry();
            }
        }
    }

    /** How many match, on this page or not. */
    int total() {
        return this.total;
    }

    /** The last name on this page if there are more; else null. */
    @Nullable
    String end() {
        return this.cut ? this.items.lastKey() : null;
    }

    /** The things on this page, up to this name. */
    NavigableMap<String, T> upTo(@Nullable String name) {
        return (name != null) ? this.items.headMap(name, true) : this.items;
    }
}
