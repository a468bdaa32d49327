package io.resilientagent.circuit;

import io.resilientagent.failure.FailureKind;

/**
 * The right to make one call, given by a circuit and given back exactly once: by {@link #succeed}, {@link #fail},
 * {@link #open}, {@link #release} or {@link #undo}. It belongs to the state that gave it. Once the circuit has moved on, the result is
 * counted as late and decides nothing; only a provider's advice may still lengthen an open time that is running.
 *
 * <p>Calls admitted while {@link CircuitState#CLOSED} may share one lease object. A probe is an object of its own: after
 * its first result the others are ignored, and when it is not given back in time its place goes to the next call.
 */
public sealed interface Lease permits Closed, Disabled, Probe {

    /**
     * The call was answered.
     *
     * @param now the ticker's time
     * @param elapsedNanos how long the call took; compared with {@code slow-call-duration-threshold}
     */
    void succeed(long now, long elapsedNanos);

    /**
     * The call failed with a kind that counts. Opens the circuit if a threshold is reached, or if it was a probe.
     *
     * @param kind the kind of the failure
     * @param now the ticker's time
     * @param elapsedNanos how long the call took
     * @param adviceNanos how long the provider asked to stay away; 0 = it did not say
     */
    void fail(FailureKind kind, long now, long elapsedNanos, long adviceNanos);

    /**
     * The call failed with a kind that opens at once, whatever the thresholds say. Unless {@code wait-multiplier} is
     * set, every further such opening without a success between waits twice as long.
     *
     * @param kind the kind of the failure
     * @param now the ticker's time
     * @param elapsedNanos how long the call took
     * @param adviceNanos how long the provider asked to stay away; 0 = it did not say
     */
    void open(FailureKind kind, long now, long elapsedNanos, long adviceNanos);

    /**
     * The call gave no verdict: it found no thread, was cancelled, or failed with a kind that does not count here.
     *
     * @param now the ticker's time
     */
    void release(long now);

    /** The call was not even begun, since something else refused it: as if the lease had never been taken. */
    void undo();

    /** Whether the outcome of this call decides about closing a half-open circuit. */
    boolean isProbe();
}
