package io.resilientagent.time;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Tasks by the tick at which they are due: to add one and to forget one costs the same however many there are. Most
 * tasks are forgotten, since most calls end in time. Thread-safe.
 */
final class TimerWheel {

    private static final int SLOTS = 1_024;

    private final @Nullable Entry[] slots = new Entry[SLOTS];

    /** The last tick whose tasks were taken out. */
    private long passed;

    private int size;

    private boolean closed;

    /** Adds a task; false if it is closed. A tick that has passed already is the next one. */
    synchronized boolean add(Entry entry, long tick) {
        if (this.closed) {
            return false;
        }
        entry.tick = Math.max(tick, this.passed + 1);
        int slot = slot(entry.tick);
        Entry first = this.slots[slot];
        entry.next = first;
        if (first != null) {
            first.previous = entry;
        }
        this.slots[slot] = entry;
        entry.waits = true;
        this.size++;
        return true;
    }

    private synchronized void forget(Entry entry) {
        if (entry.waits) {
            unlink(entry);
        }
    }

    /** Takes out all tasks that are due at this tick. */
    synchronized void advance(long tick, List<Runnable> due) {
        long first = Math.max(this.passed + 1, tick - SLOTS + 1);
        for (long turn = first; turn <= tick && this.size > 0; turn++) {
            for (Entry entry = this.slots[slot(turn)]; entry != null; ) {
                Entry next = entry.next;
                if (entry.tick <= tick) {
                    due.add(entry.task);
                    unlink(entry);
                }
                entry = next;
            }
        }
        this.passed = Math.max(this.passed, tick);
    }

    private void unlink(Entry entry) {
        Entry next = entry.next;
        Entry previous = entry.previous;
        if (previous != null) {
            previous.next = next;
        } else {
            this.slots[slot(entry.tick)] = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        entry.next = null;
        entry.previous = null;
        entry.waits = false;
        this.size--;
    }

    private static int slot(long tick) {
        return (int) (tick & (SLOTS - 1));
    }

    synchronized boolean isEmpty() {
        return this.size == 0;
    }

    /** From now on it takes no task; those that it has stay. */
    synchronized void close() {
        this.closed = true;
    }

    /** A task in its slot. All fields are those of the wheel. */
    static final class Entry implements Timer.Timeout {

        private final TimerWheel wheel;

        private final Runnable task;

        private @Nullable Entry previous;

        private @Nullable Entry next;

        private long tick;

        private boolean waits;

        Entry(TimerWheel wheel, Runnable task) {
            this.wheel = wheel;
            this.task = task;
        }

        @Override
        public void cancel() {
            this.wheel.forget(this);
        }
    }
}
