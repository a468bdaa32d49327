package io.resilientagent.actuate;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** The figures of one call. Thread-safe. */
final class CallCounters {

    private final Map<Status, LongAdder> byStatus = new ConcurrentHashMap<>();

    private final Map<FailureKind, LongAdder> byKind = new ConcurrentHashMap<>();

    /** Methods that share a name need not have the same number of routes. */
    private final Map<Integer, LongAdder> byDepth = new ConcurrentHashMap<>();

    private final LongAdder transientFailures = new LongAdder();

    private final LongAdder recovered = new LongAdder();

    private final LongAdder retried = new LongAdder();

    void ended(Status status, int depth) {
        count(this.byStatus, status);
        if (depth >= 0) {
            count(this.byDepth, depth);
        }
    }

    void failed(Failure failure) {
        count(this.byKind, failure.kind());
        if (failure.isTransient()) {
            this.transientFailures.increment();
        }
    }

    void retried(boolean success) {
        this.retried.increment();
        if (success) {
            this.recovered.increment();
        }
    }

    private static <K> void count(Map<K, LongAdder> counts, K key) {
        counts.computeIfAbsent(key, (absent) -> new LongAdder()).increment();
    }

    long ended(Status status) {
        LongAdder count = this.byStatus.get(status);
        return (count != null) ? count.sum() : 0;
    }

    /** In the order of the kinds. */
    Map<FailureKind, Long> failuresByKind() {
        Map<FailureKind, Long> counts = new EnumMap<>(FailureKind.class);
        this.byKind.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    /** The share of failed attempts whose failure was transient; null without any. */
    @Nullable
    Double transientShare() {
        long all = this.byKind.values().stream().mapToLong(LongAdder::sum).sum();
        return share(this.transientFailures.sum(), all);
    }

    /** The share of targets tried more than once that answered in the end; null without any. */
    @Nullable
    Double retrySuccessRate() {
        return share(this.recovered.sum(), this.retried.sum());
    }

    /** How many calls were answered by which route, counted from 0; in that order. */
    Map<Integer, Long> fallbackDepth() {
        Map<Integer, Long> depths = new TreeMap<>();
        this.byDepth.forEach((depth, count) -> depths.put(depth, count.sum()));
        return depths;
    }

    private static @Nullable Double share(long part, long all) {
        return (all > 0) ? Math.round(1_000.0 * part / all) / 1_000.0 : null;
    }
}
