package io.resilientagent.sample.simulator;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a provider fails.
 *
 * @param kind what it does
 * @param times how many calls fail before it is healthy again; null is until further notice
 * @param share which share of the calls fails, above 0 up to 1
 * @param retryAfter what it says about when to come back; null is nothing
 * @param delay how late a slow answer comes
 */
record Fault(
        FaultKind kind,
        @Nullable Integer times,
        double share,
        @Nullable Duration retryAfter,
        Duration delay) {

    /** One call less to fail; null after the last one. */
    @Nullable
    Fault oneLess() {
        if (this.times == null) {
            return this;
        }
        return (this.times == 1) ? null : new Fault(this.kind, this.times - 1, this.share, this.retryAfter, this.delay);
    }
}
