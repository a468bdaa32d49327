package io.resilientagent;

import io.resilientagent.failure.Billing;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;

/** The caller was interrupted while it waited. Its interrupt flag is set again. */
public final class CallCancelledException extends ResilientAgentException {

    public CallCancelledException(String call) {
        super(
                "LLM call '%s' was cancelled: its caller was interrupted".formatted(call),
                Failure.of(FailureKind.CANCELLED)
                        .billing(Billing.POSSIBLY_BILLED)
                        .build(),
                true);
    }
}
