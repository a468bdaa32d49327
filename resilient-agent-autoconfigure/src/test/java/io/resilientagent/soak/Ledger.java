package io.resilientagent.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/** What was begun, and how it ended. */
final class Ledger {

    private final long deadlineNanos;

    private final AtomicLong begun = new AtomicLong();

    private final AtomicInteger open = new AtomicInteger();

    private final LongAccumulator most = new LongAccumulator(Long::max, 0);

    private final Peaks lateness = new Peaks();

    private final Map<String, Peaks> byShape = new ConcurrentHashMap<>();

    private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();

    Ledger(SoakSettings settings) {
        this.deadlineNanos = settings.deadline().toNanos();
    }

    Entry begin(String shape) {
        this.begun.incrementAndGet();
        this.most.accumulate(this.open.incrementAndGet());
        return new Entry(shape);
    }

    long begun() {
        return this.begun.get();
    }

    int open() {
        return this.open.get();
    }

    long most() {
        return this.most.get();
    }

    /** By how much answers came after their deadlines; negative if they did not. */
    Peaks lateness() {
        return this.lateness;
    }

    Map<String, Peaks> latenessByShape() {
        return new TreeMap<>(this.byShape);
    }

    Map<String, LongAdder> ends() {
        return new TreeMap<>(this.ends);
    }

    /** One call. */
    final class Entry {

        private final String shape;

        private final long begunAt = System.nanoTime();

        private final AtomicInteger state = new AtomicInteger();

        private Entry(String shape) {
            this.shape = shape;
        }

        /** Its caller has its answer, or the first piece of it. */
        void answered() {
            if (this.state.compareAndSet(0, 1)) {
                long due = this.begunAt + Ledger.this.deadlineNanos;
                long now = System.nanoTime();
                Ledger.this.lateness.addAtEnd(due, now);
                Ledger.this
                        .byShape
                        .computeIfAbsent(this.shape, (key) -> new Peaks())
                        .addAtEnd(due, now);
            }
        }

        /** It is over. */
        void ended(@Nullable Throwable thrown) {
            answered();
            over((thrown != null) ? thrown.getClass().getSimpleName() : "answered");
        }

        /** Its caller has gone. */
        void cancelled() {
            over("cancelled");
        }

        private void over(String how) {
            if (this.state.getAndSet(2) != 2) {
                Ledger.this
                        .ends
                        .computeIfAbsent(this.shape + " " + how, (key) -> new LongAdder())
                        .increment();
                Ledger.this.open.decrementAndGet();
            }
        }
    }
}
