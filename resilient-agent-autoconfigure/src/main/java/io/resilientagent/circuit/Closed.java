package io.resilientagent.circuit;

import java.util.concurrent.atomic.AtomicLong;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** Admits every call, with itself as the lease: so a result knows the period that its call began in. */
final class Closed extends State implements Lease {

    /** Until when, counted from the start of this period, providers asked to stay away. */
    private final AtomicLong advisedNanos = new AtomicLong();

    private final boolean decided;

    private volatile Window window;

    Closed(Circuit circuit, Cause cause) {
        super(circuit, cause, CircuitState.CLOSED, NO_END);
        this.decided = cause.origin() != CircuitOrigin.LOCAL || cause.from() instanceof HalfOpen;
        this.window = Window.of(circuit.settings(), cause.now(), 0);
    }

    /** Starts an empty window if the present one has another size or type; failures in a row are kept. */
    void fitWindow(long now) {
        Window present = this.window;
        CircuitSettings settings = this.circuit.settings();
        while (!present.fits(settings)) {
            present = Window.of(settings, now, present.figures(now).consecutiveFailures());
            this.window = present;
            // newer ones may have been fitted meanwhile, and just been undone
            settings = this.circuit.settings();
        }
    }

    /** Nobody need be told of a forced state that has ended: it has ended everywhere. */
    @Override
    boolean isDecision() {
        return this.decided;
    }

    @Override
    CircuitState kind() {
        return CircuitState.CLOSED;
    }

    @Override
    Lease admit(long now, long leaseNanos) {
        return this;
    }

    @Override
    long nanosUntilAdmission(long now) {
        return 0;
    }

    @Override
    Figures figures(long now) {
        return this.window.figures(now);
    }

    @Override
    public void succeed(long now, long elapsedNanos) {
        this.circuit.used(now);
        if (!isCurrent()) {
            this.circuit.late(now, 0);
        } else if (record(false, now, elapsedNanos)) {
            trip(null, now, 0);
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
        this.circuit.used(now);
        if (!isCurrent()) {
            this.circuit.late(now, adviceNanos);
            return;
        }
        this.circuit.counters().failed(kind);
        long advised = this.circuit.rules().advisedNanos(adviceNanos);
        if (advised > 0) {
            this.advisedNanos.accumulateAndGet(now - this.since + advised, Math::max);
        }
        if (record(true, now, elapsedNanos) || atOnce) {
            trip(kind, now, adviceNanos);
        }
    }

    private boolean record(boolean failed, long now, long elapsedNanos) {
        Rules rules = this.circuit.rules();
        return this.window.record(failed, rules.isSlow(elapsedNanos), now, rules);
    }

    private void trip(@Nullable FailureKind kind, long now, long adviceNanos) {
        long openNanos = Math.max(
                this.circuit.rules().openNanos(kind, 1, adviceNanos), this.advisedNanos.get() - (now - this.since));
        Cause cause = Cause.failure(this, kind, now);
        if (!this.circuit.move(this, new Open(this.circuit, cause, openNanos, 1, figures(now)))) {
            this.circuit.advise(now, adviceNanos);
        }
    }

    @Override
    public void release(long now) {
        this.circuit.counters().ignored();
    }

    @Override
    public void undo() {}

    @Override
    public boolean isProbe() {
        return false;
    }
}
