package io.resilientagent.engine;

import java.time.Duration;
import java.util.function.Supplier;

import io.resilientagent.FailedAttempt;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Why a route did not answer. Holds no exception, as those may hold bodies, and makes words only for whoever asks.
 *
 * @param route the route
 * @param number the number of the try, 0 if it was skipped
 * @param kind what went wrong; null where nothing did, as in a cache without an answer
 * @param status the HTTP status, or null
 * @param providerCode the provider's code, or null
 * @param elapsed how long it took, in nanoseconds
 * @param text its words, where they are not those of the attempt
 */
record Problem(
        Route route,
        int number,
        @Nullable FailureKind kind,
        @Nullable Integer status,
        @Nullable String providerCode,
        long elapsed,
        @Nullable Supplier<String> text) {

    /** The attempt that failed, or null if nothing failed. */
    @Nullable
    FailedAttempt attempt() {
        FailureKind failed = this.kind;
        return (failed != null)
                ? new FailedAttempt(
                        this.route.label(),
                        this.number,
                        failed,
                        this.status,
                        this.providerCode,
                        Duration.ofNanos(this.elapsed))
                : null;
    }

    String describe() {
        Supplier<String> own = this.text;
        FailedAttempt failed = (own == null) ? attempt() : null;
        return (own != null) ? own.get() : (failed != null) ? failed.describe() : this.route.label();
    }
}
