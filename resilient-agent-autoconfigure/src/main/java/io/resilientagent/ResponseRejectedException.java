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
        super(
                "LLM call '%s' got an answer that was rejected: %s".formatted(call, reason),
                Failure.of(FailureKind.MALFORMED_RESPONSE)
                        .billing(Billing.BILLED)
                        .build(),
                false);
    }
}
