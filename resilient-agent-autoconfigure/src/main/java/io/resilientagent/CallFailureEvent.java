package io.resilientagent;

import java.time.Duration;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of a guarded call failed: on a target, or in a fallback method. There is one event for each attempt, also
 * where a later one answers; none for a route that was skipped, for a caller that is gone, and for the application's
 * own refusals ({@link FailureKind#APPLICATION}).
 *
 * <p>Published as an application event of Spring, in order, by one thread of its own: a listener that throws or blocks
 * holds up other events, never a call. At most 1,000 events wait; while there are as many, new ones are lost, which is
 * logged. What waits when the application stops may be lost too. Holds plain values only: no prompt, no answer, no
 * text of a provider, no account.
 *
 * @param call the call's name
 * @param callId the same for all attempts of one call, and in its log lines
 * @param route who was asked: {@code provider/model}, the call's name where it has no model, or the fallback step
 * @param attempt the number of the try on that route, from 1
 * @param kind what went wrong
 * @param status the HTTP status, or null
 * @param providerCode the provider's code, or null
 * @param elapsed how long the attempt took
 * @param willRetry whether the same route is tried once more, unless a circuit opens meanwhile; if not, the next route
 *     is asked where there is one
 */
public record CallFailureEvent(
        String call,
        String callId,
        String route,
        int attempt,
        FailureKind kind,
        @Nullable Integer status,
        @Nullable String providerCode,
        Duration elapsed,
        boolean willRetry) {}
