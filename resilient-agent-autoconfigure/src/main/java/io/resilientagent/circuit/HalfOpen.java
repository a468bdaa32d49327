package io.resilientagent.circuit;

import java.util.concurrent.atomic.AtomicReferenceArray;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Admits as many probes as it has places. A place is free again when its probe was released, or did not come back in
 * time; a successful probe keeps it. All successful: closed. One failed: open again.
 */
final class HalfOpen extends State {

    /** By which factor the wait before this had grown. */
    private final double growth;

    private final AtomicReferenceArray<@Nullable Probe> places;

    HalfOpen(Circuit circuit, Cause cause, double growth) {
        super(circuit, cause, CircuitState.HALF_OPEN, NO_END);
        this.growth = growth;
        this.places = new AtomicReferenceArray<>(circuit.settings().permittedNumberOfCallsInHalfOpenState());
    }

    @Override
    CircuitState kind() {
        return CircuitState.HALF_OPEN;
    }

    @Override
    @Nullable
    Lease admit(long now, long leaseNanos) {
        for (int i = 0; i < this.places.length(); i++) {
            Probe present = this.places.get(i);
            if (present == null || present.giveWay(now)) {
                Probe probe = new Probe(this, now, leaseNanos);
                if (this.places.compareAndSet(i, present, probe)) {
                    return probe;
                }
            }
        }
        return null;
    }

    @Override
    long nanosUntilAdmission(long now) {
        for (int i = 0; i < this.places.length(); i++) {
            Probe present = this.places.get(i);
            if (present == null || present.isReplaceable(now)) {
                return 0;
            }
        }
        return Long.MAX_VALUE;
    }

    /** To be called after a probe has succeeded. */
    void probeSucceeded(long now) {
        Figures figures = figures(now);
        if (figures.calls() - figures.failed() < this.places.length()) {
            return;
        }
        if (this.circuit.rules().isTooSlow(figures.slow(), figures.calls())) {
            reopen(null, now, 0, false);
        } else {
            this.circuit.move(this, new Closed(this.circuit, Cause.local(this, now)));
        }
    }

    void reopen(@Nullable FailureKind kind, long now, long adviceNanos, boolean atOnce) {
        Rules rules = this.circuit.rules();
        double grown = rules.grow(this.growth, atOnce);
        Cause cause = Cause.failure(this, kind, now);
        Open open = new Open(this.circuit, cause, rules.openNanos(kind, grown, adviceNanos), grown, figures(now));
        if (!this.circuit.move(this, open)) {
            this.circuit.advise(now, adviceNanos);
        }
    }

    @Override
    Figures figures(long now) {
        int succeeded = 0;
        int slow = 0;
        int failed = 0;
        for (int i = 0; i < this.places.length(); i++) {
            Probe probe = this.places.get(i);
            Verdict verdict = (probe != null) ? probe.verdict() : Verdict.NONE;
            succeeded += verdict.succeeded;
            slow += verdict.slow;
            failed += verdict.failed;
        }
        return new Figures(succeeded + failed, failed, slow, failed);
    }
}
