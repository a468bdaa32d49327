package io.resilientagent.actuate;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** The figures of one call. Thread-safe. */
final class CallCounters {

    private final Map<Status, LongAdder> byStatus = adders(Status.class);

    private final Map<FailureKind, LongAdder> byKind = adders(FailureKind.class);

    private final LongAdder transientFailures = new LongAdder();

    private final LongAdder recovered = new LongAdder();

    private final LongAdder retried = new LongAdder();

    private final LongAdder[] byDepth;

    CallCounters(int routes) {
        this.byDepth = new LongAdder[routes];
        for (int i = 0; i < routes; i++) {
            this.byDepth[i] = new LongAdder();
        }
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            adders.put(constant, new LongAdder());
        }
        return adders;
    }

    void ended(Status status, int depth) {
        this.byStatus.getOrDefault(status, this.retried).increment();
        if (depth >= 0 && depth < this.byDepth.length) {
            this.byDepth[depth].increment();
        }
    }

    void failed(Failure failure) {
        this.byKind.getOrDefault(failure.kind(), this.retried).increment();
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

    long ended(Status status) {
        return this.byStatus.getOrDefault(status, this.retried).sum();
    }

    Map<FailureKind, Long> failuresByKind() {
        Map<FailureKind, Long> counts = new EnumMap<>(FailureKind.class);
        this.byKind.forEach((kind, count) -> {
            if (count.sum() > 0) {
                counts.put(kind, count.sum());
            }
        });
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

    /** How many calls were answered by which route, counted from 0. */
    Map<String, Long> fallbackDepth() {
        Map<String, Long> depths = new LinkedHashMap<>();
        for (int depth = 0; depth < this.byDepth.length; depth++) {
            if (this.byDepth[depth].sum() > 0) {
                depths.put(String.valueOf(depth), this.byDepth[depth].sum());
            }
        }
        return depths;
    }

    private static @Nullable Double share(long part, long all) {
        return (all > 0) ? Math.round(1_000.0 * part / all) / 1_000.0 : null;
    }
}
