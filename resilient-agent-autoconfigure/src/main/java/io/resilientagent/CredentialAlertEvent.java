package io.resilientagent;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * A failure that no retry cures, and somebody has to see to: a key, a quota, a permission or the name of a model.
 * Published once for each circuit until it closes; after that, and where no circuit is open, at most once an hour. A
 * reset of the circuit begins anew. With each goes one log line at ERROR.
 *
 * <p>Published as an application event of Spring, on another thread than the call's: see {@link CallFailureEvent}.
 *
 * @param kind AUTHENTICATION, QUOTA_EXHAUSTED, PERMISSION_DENIED or MODEL_NOT_FOUND
 * @param circuit the circuit in which it counts, or null if the call has none: then the rhythm is that of its route
 * @param call the name of the call that met it first
 * @param callId that call, as in its log lines
 * @param route who was asked
 * @param status the HTTP status, or null
 * @param providerCode the provider's code, or null
 */
public record CredentialAlertEvent(
        FailureKind kind,
        @Nullable String circuit,
        String call,
        String callId,
        String route,
        @Nullable Integer status,
        @Nullable String providerCode) {}
