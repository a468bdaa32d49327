package io.resilientagent.circuit;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.resilientagent.circuit.ProbeResult.Verdict;
import io.resilientagent.failure.FailureKind;

/** The lease of one call admitted by a half-open circuit. Its first result is its only one. */
final class Probe implements Lease {

    final HalfOpen period;

    private final long expiresAt;

    private final AtomicReference<ProbeResult> result = new AtomicReference<>(ProbeResult.NONE);

    Probe(HalfOpen period, long now, long leaseNanos) {
        this.period = period;
        this.expiresAt = now + Math.min(leaseNanos, Long.MAX_VALUE / 2);
    }

    ProbeResult result() {
        return Objects.requireNonNull(this.result.get());
    }

    /** Whether the place of this probe can go to another one at that time. */
    boolean isReplaceable(long now) {
        ProbeResult present = result();
        return present.is(Verdict.LEFT) || (present.is(Verdict.NONE) && now - this.expiresAt >= 0);
    }

    /** Gives the place up if it is replaceable; a probe that is out for too long can settle nothing any more. */
    boolean giveWay(long now) {
        if (!isReplaceable(now)) {
            return false;
        }
        this.result.compareAndSet(ProbeResult.NONE, ProbeResult.EXPIRED);
        return result().is(Verdict.LEFT);
    }

    @Override
    public void succeed(long now, long elapsedNanos) {
        if (settle(isSlow(elapsedNanos) ? ProbeResult.SUCCEEDED_SLOWLY : ProbeResult.SUCCEEDED, now)) {
            this.period.conclude(now);
        }
    }

    @Override
    public void fail(FailureKind kind, long now, long elapsedNanos, long adviceNanos) {
        failed(new ProbeResult(Verdict.FAILED, isSlow(elapsedNanos), kind, adviceNanos, false), kind, now);
    }

    @Override
    public void open(FailureKind kind, long now, long elapsedNanos, long adviceNanos) {
        failed(new ProbeResult(Verdict.FAILED, isSlow(elapsedNanos), kind, adviceNanos, true), kind, now);
    }

    private void failed(ProbeResult failure, FailureKind kind, long now) {
        if (settle(failure, now)) {
            this.period.circuit.counters().failed(kind);
            this.period.conclude(now);
            // no news unless it was another failed probe that opened
            this.period.circuit.advise(now, failure.adviceNanos());
        }
    }

    @Override
    public void release(long now) {
        if (leave()) {
            this.period.circuit.counters().ignored();
        }
    }

    @Override
    public void undo() {
        leave();
    }

    private boolean leave() {
        boolean left = this.result.compareAndSet(ProbeResult.NONE, ProbeResult.RELEASED);
        if (left) {
            this.period.placeLeft();
        }
        return left;
    }

    private boolean settle(ProbeResult settled, long now) {
        boolean first = this.result.compareAndSet(ProbeResult.NONE, settled);
        if (first && this.period.isCurrent()) {
            return true;
        }
        if (first || this.result.compareAndSet(ProbeResult.EXPIRED, ProbeResult.LATE)) {
            this.period.circuit.late(now, settled.adviceNanos());
        }
        return false;
    }

    private boolean isSlow(long elapsedNanos) {
        return this.period.circuit.rules().isSlow(elapsedNanos);
    }

    @Override
    public boolean isProbe() {
        return true;
    }
}
