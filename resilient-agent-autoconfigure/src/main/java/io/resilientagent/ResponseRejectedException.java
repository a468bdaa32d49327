package io.resilientagent;

import io.resilientagent.failure.Billing;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;

/** A provider answered, and the answer is not usable. */
public final class ResponseRejectedException extends ResilientAgentException {

    /**
     * Creates an exception.
     *
     * @param reason what is wrong with the answer; must not quote it
     */
    public ResponseRejectedException(String call, String reason) {
        this(call, reason, false);
    }

    private ResponseRejectedException(String call, String reason, boolean fromProvider) {
        this(call, reason, FailureKind.MALFORMED_RESPONSE, fromProvider);
    }

    private ResponseRejectedException(String call, String reason, FailureKind kind, boolean fromProvider) {
        super(
                "LLM call '%s' got an answer that was rejected: %s".formatted(call, reason),
                Failure.of(kind)
                        .billing(Billing.BILLED)
                        .fromProvider(fromProvider)
                        .build(),
                false);
    }

    /** The provider did not let the model answer, or cut its answer off, because of what is in it. */
    public static ResponseRejectedException filtered(String call) {
        return new ResponseRejectedException(
                call, "the provider filtered its content", FailureKind.CONTENT_FILTERED, true);
    }

    /** A stream ended and had no content, which is the provider's fault and not a matter of taste. */
    public static ResponseRejectedException emptyStream(String call) {
        return new ResponseRejectedException(call, "its stream has no content", true);
    }
}
