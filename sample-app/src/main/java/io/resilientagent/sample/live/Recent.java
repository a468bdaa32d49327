package io.resilientagent.sample.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last things that happened, and how many there were in all. Safe for use by many threads. */
class Recent<T> {

    private final int size;

    private final Deque<T> last = new ArrayDeque<>();

    private long total;

    Recent(int size) {
        this.size = size;
    }

    synchronized void add(T item) {
        if (this.last.size() == this.size) {
            this.last.removeFirst();
        }
        this.last.addLast(item);
        this.total++;
    }

    /** The latest last. */
    synchronized List<T> items() {
        return List.copyOf(this.last);
    }

    synchronized long total() {
        return this.total;
    }
}
