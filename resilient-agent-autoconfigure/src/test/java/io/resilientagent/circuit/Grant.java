package io.resilientagent.circuit;

/** A lease and what became of it. */
final class Grant {

    final int period;
    final boolean probe;
    final boolean records;
    final long expiresAt;
    boolean settled;
    boolean replaced;

    Grant(int period, boolean probe, boolean records, long expiresAt) {
        this.period = period;
        this.probe = probe;
        this.records = records;
        this.expiresAt = expiresAt;
    }
}
