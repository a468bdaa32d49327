package io.resilientagent.circuit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.resilientagent.circuit.ProbeResult.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Admits as many probes as it has places. A place is free again when its probe was released, or did not come back in
 * time; a successful probe keeps it. All successful: closed. One failed: open again.
 */
final class HalfOpen extends State {

    /** By which factor the wait before this had grown. */
    private final double growth;

    private final AtomicReferenceArray<@Nullable Probe> places;

    private final AtomicInteger placesLeft = new AtomicInteger();

    HalfOpen(Circuit circuit, Cause cause, double growth) {
        super(circuit, cause, CircuitState.HALF_OPEN, NO_END);
        this.growth = growth;
        this.places = new AtomicReferenceArray<>(circuit.settings().permittedNumberOfCallsInHalfOpenState());
    }

    double growth() {
        return this.growth;
    }

    @Override
    boolean isDecision() {
        return false;
    }

    @Override
    CircuitState kind() {
        return CircuitState.HALF_OPEN;
    }

    @Override
    @Nullable
    Lease admit(long now, long leaseNanos) {
        while (true) {
            int before = this.placesLeft.get();
            for (int i = 0; i < this.places.length(); i++) {
                Probe probe = take(i, now, leaseNanos);
                if (probe != null) {
                    return probe;
                }
                if (result(i).is(Verdict.FAILED)) {
                    conclude(now);
                    return null;
                }
            }
            // else one place may have become free behind the search while one before it was taken: never full
            if (before == this.placesLeft.get()) {
                conclude(now);
                return null;
            }
        }
    }

    private @Nullable Probe take(int place, long now, long leaseNanos) {
        Probe present = this.places.get(place);
        while (present == null || present.giveWay(now)) {
            Probe probe = new Probe(this, now, leaseNanos);
            if (this.places.compareAndSet(place, present, probe)) {
                return probe;
            }
            present = this.places.get(place);
        }
        return null;
    }

    /** To be called after a probe has left its place without a verdict. */
    void placeLeft() {
        this.placesLeft.incrementAndGet();
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

    /** Does what the results so far demand: nothing, or the change of state, unless somebody else was faster. */
    void conclude(long now) {
        int succeeded = 0;
        int slow = 0;
        for (int i = 0; i < this.places.length(); i++) {
            ProbeResult result = result(i);
            if (result.is(Verdict.FAILED)) {
                reopen(result, now);
                return;
            }
            succeeded += result.is(Verdict.SUCCEEDED) ? 1 : 0;
            slow += result.slow() ? 1 : 0;
        }
        boolean complete = succeeded == this.places.length();
        if (complete && this.circuit.rules().isTooSlow(slow, succeeded)) {
            reopen(ProbeResult.SUCCEEDED_SLOWLY, now);
        } else if (complete) {
            this.circuit.move(this, new Closed(this.circuit, Cause.local(this, now)));
        }
    }

    private void reopen(ProbeResult result, long now) {
        Rules rules = this.circuit.rules();
        double grown = rules.grow(this.growth, result.atOnce());
        long openNanos = rules.openNanos(result.kind(), grown, result.adviceNanos());
        Cause cause = Cause.failure(this, result.kind(), now);
        this.circuit.move(this, new Open(this.circuit, cause, openNanos, grown, figures(now)));
    }

    private ProbeResult result(int place) {
        Probe probe = this.places.get(place);
        return (probe != null) ? probe.result() : ProbeResult.NONE;
    }

    @Override
    Figures figures(long now) {
        int succeeded = 0;
        int slow = 0;
        int failed = 0;
        for (int i = 0; i < this.places.length(); i++) {
            ProbeResult result = result(i);
            succeeded += result.is(Verdict.SUCCEEDED) ? 1 : 0;
            failed += result.is(Verdict.FAILED) ? 1 : 0;
            slow += result.slow() ? 1 : 0;
        }
        return new Figures(succeeded + failed, failed, slow, failed);
    }
}
