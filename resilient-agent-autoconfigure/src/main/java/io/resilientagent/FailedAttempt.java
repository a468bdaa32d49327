package io.resilientagent;

import java.time.Duration;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * One attempt or route that failed: plain values without any text of the provider, safe to serialise.
 *
 * @param route the target or fallback step, such as {@code openai/gpt-4o-mini} or {@code cheaperModel}
 * @param attempt the number of the try on that route, from 1; 0 if the route was skipped
 * @param kind what went wrong
 * @param status the HTTP status, or null
 * @param providerCode the provider's code, or null
 * @param elapsed how long the attempt took
 */
public record FailedAttempt(
        String route,
        int attempt,
        FailureKind kind,
        @Nullable Integer status,
        @Nullable String providerCode,
        Duration elapsed) {

    /** Route, kind, status and code in one line. */
    public String describe() {
        StringBuilder text = new StringBuilder(this.route).append(": ").append(this.kind);
        if (this.status != null) {
            text.append(' ').append(this.status);
        }
        if (this.providerCode != null) {
            text.append(' ').append(this.providerCode);
        }
        return text.toString();
    }
}
