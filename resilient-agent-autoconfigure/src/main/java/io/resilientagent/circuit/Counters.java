package io.resilientagent.circuit;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

import io.resilientagent.failure.FailureKind;

/** What a circuit counts over its whole life. */
final class Counters {

    private static final int IGNORED = 0;

    private static final int LATE = 1;

    private static final int FIRST_KIND = 2;

    private static final FailureKind[] KINDS = FailureKind.values();

    private final AtomicLongArray counts = new AtomicLongArray(FIRST_KIND + KINDS.length);

    /** In an outage all threads come here, many times a second. */
    private final LongAdder notPermitted = new LongAdder();

    void notPermitted() {
        this.notPermitted.increment();
    }

    void ignored() {
        this.counts.getAndIncrement(IGNORED);
    }

    void late() {
        this.counts.getAndIncrement(LATE);
    }

    void failed(FailureKind kind) {
        this.counts.getAndIncrement(FIRST_KIND + kind.ordinal());
    }

    long notPermittedCalls() {
        return this.notPermitted.sum();
    }

    long ignoredCalls() {
        return this.counts.get(IGNORED);
    }

    long lateCalls() {
        return this.counts.get(LATE);
    }

    Map<FailureKind, Long> failuresByKind() {
        Map<FailureKind, Long> failures = new EnumMap<>(FailureKind.class);
        for (FailureKind kind : KINDS) {
            long count = this.counts.get(FIRST_KIND + kind.ordinal());
            if (count > 0) {
                failures.put(kind, count);
            }
        }
        return failures;
    }
}
