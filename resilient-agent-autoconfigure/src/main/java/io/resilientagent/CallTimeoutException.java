package io.resilientagent;

import java.time.Duration;

import io.resilientagent.failure.Billing;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;

/** An attempt exceeded its limit; the caller was released, whatever the method does. */
public final class CallTimeoutException extends ResilientAgentException {

    private final Duration limit;

    public CallTimeoutException(String call, Duration limit) {
        super(
                "LLM call '%s' exceeded its limit of %s".formatted(call, Durations.format(limit)),
                Failure.of(FailureKind.TIMEOUT)
                        .billing(Billing.POSSIBLY_BILLED)
                        .fromProvider(true)
                        .build(),
                false);
        this.limit = limit;
    }

    /** The limit that was exceeded. */
    public Duration limit() {
        return this.limit;
    }
}
