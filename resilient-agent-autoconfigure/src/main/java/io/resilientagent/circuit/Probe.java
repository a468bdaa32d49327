package io.resilientagent.circuit;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.resilientagent.failure.FailureKind;

/** The lease of one call admitted by a half-open circuit. Its first result is its only one. */
final class Probe implements Lease {

    private final HalfOpen period;

    private final long expiresAt;

    private final AtomicReference<Verdict> verdict = new AtomicReference<>(Verdict.NONE);

    Probe(HalfOpen period, long now, long leaseNanos) {
        this.period = period;
        this.expiresAt = now + Math.min(leaseNanos, Long.MAX_VALUE / 2);
    }

    Verdict verdict() {
        return Objects.requireNonNull(this.verdict.get());
    }

    /** Whether the place of this probe can go to another one at that time. */
    boolean isReplaceable(long now) {
        Verdict present = verdict();
        return present.leavesPlace || (present == Verdict.NONE && now - this.expiresAt >= 0);
    }

    /** Gives the place up if it is replaceable; a probe that is out for too long can settle nothing any more. */
    boolean giveWay(long now) {
        if (!isReplaceable(now)) {
            return false;
        }
        this.verdict.compareAndSet(Verdict.NONE, Verdict.EXPIRED);
        return verdict().leavesPlace;
    }

    @Override
    public void succeed(long now, long elapsedNanos) {
        boolean slow = this.period.circuit.rules().isSlow(elapsedNanos);
        if (settle(slow ? Verdict.SUCCEEDED_SLOWLY : Verdict.SUCCEEDED, now, 0)) {
            this.period.probeSucceeded(now);
        }
    }

    @Override
    public void fail(FailureKind kind, long now, long elapsedNanos, long adviceNanos) {
        failed(kind, now, elapsedNanos, adviceNanos, false);
    }

    @Override
    public void open(FailureKind kind, long now, long elapsedNanos, long adviceNanos) {
        failed(kind, now, elapsedNanos, adviceNanos, true);
    }

    private void failed(FailureKind kind, long now, long elapsedNanos, long adviceNanos, boolean atOnce) {
        boolean slow = this.period.circuit.rules().isSlow(elapsedNanos);
        if (settle(slow ? Verdict.FAILED_SLOWLY : Verdict.FAILED, now, adviceNanos)) {
            this.period.circuit.counters().failed(kind);
            this.period.reopen(kind, now, adviceNanos, atOnce);
        }
    }

    @Override
    public void release(long now) {
        if (this.verdict.compareAndSet(Verdict.NONE, Verdict.RELEASED)) {
            this.period.circuit.counters().ignored();
        }
    }

    private boolean settle(Verdict result, long now, long adviceNanos) {
        boolean first = this.verdict.compareAndSet(Verdict.NONE, result);
        if (first && this.period.isCurrent()) {
            return true;
        }
        if (first || this.verdict.compareAndSet(Verdict.EXPIRED, Verdict.LATE)) {
            this.period.circuit.late(now, adviceNanos);
        }
        return false;
    }

    @Override
    public boolean isProbe() {
        return true;
    }
}
