package io.resilientagent.circuit;

import io.resilientagent.failure.FailureKind;

/** Admits every call and forgets the results; it is its own lease. */
final class Disabled extends State implements Lease {

    Disabled(Circuit circuit, Cause cause, long lastsNanos) {
        super(circuit, cause, CircuitState.DISABLED, lastsNanos);
    }

    @Override
    CircuitState kind() {
        return CircuitState.DISABLED;
    }

    @Override
    State next(long now) {
        return new Closed(this.circuit, Cause.time(this, now));
    }

    @Override
    CircuitState nextKind() {
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
    public void succeed(long now, long elapsedNanos) {}

    @Override
    public void fail(FailureKind kind, long now, long elapsedNanos, long adviceNanos) {}

    @Override
    public void open(FailureKind kind, long now, long elapsedNanos, long adviceNanos) {}

    @Override
    public void release(long now) {}

    @Override
    public void undo() {}

    @Override
    public boolean isProbe() {
        return false;
    }
}
