package io.resilientagent.failure;

/**
 * What kind of failure it was. The kind drives everything downstream: whether a retry makes sense, whether a circuit
 * counts it, which routes may still answer.
 *
 * <p>Each kind is transient or permanent by default; {@code resilient-agent.failures.<kind>.transient} changes that.
 */
public enum FailureKind {

    /** The provider refused for now: too many requests or tokens in a time. */
    RATE_LIMITED(true),

    /** The provider has no capacity (503, 529, a model still loading). */
    OVERLOADED(true),

    /** The provider failed inside. */
    SERVER_ERROR(true),

    /** No answer within the time allowed. */
    TIMEOUT(true),

    /** The connection could not be made, or broke. */
    NETWORK(true),

    /** An answer that is empty, cannot be parsed, or was rejected by a check. */
    MALFORMED_RESPONSE(true),

    /** Our own limit was reached: no worker thread, or {@code max-concurrent-calls}. */
    SATURATED(true),

    /** The key or token is missing, wrong or expired. */
    AUTHENTICATION(false),

    /** The account has no credit or quota left; waiting does not help. */
    QUOTA_EXHAUSTED(false),

    /** The model does not exist, or not any more. */
    MODEL_NOT_FOUND(false),

    /** The key is valid but may not do this. */
    PERMISSION_DENIED(false),

    /** The prompt does not fit the model's window. */
    CONTEXT_OVERFLOW(false),

    /** The request itself is wrong. */
    INVALID_REQUEST(false),

    /** The provider's content policy refused prompt or answer. */
    CONTENT_FILTERED(false),

    /** The caller gave up: interrupted, future cancelled, subscription disposed. */
    CANCELLED(false),

    /** A circuit refused; the method never ran. */
    CIRCUIT_OPEN(false),

    /** The application's own refusal, such as an access denied or an {@code Error}. */
    APPLICATION(false),

    /** None of the others: most likely a bug. */
    UNKNOWN(false);

    private final boolean transientByDefault;

    FailureKind(boolean transientByDefault) {
        this.transientByDefault = transientByDefault;
    }

    /** Whether a later try may succeed, as long as no configuration says otherwise. */
    public boolean isTransientByDefault() {
        return this.transientByDefault;
    }
}
