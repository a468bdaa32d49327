package io.resilientagent;

import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;

/** One of the library's own limits was reached, and the method did not run. Has no stack trace. */
public final class CallSaturatedException extends ResilientAgentException {

    /**
     * Creates an exception.
     *
     * @param limit the key of the limit that was reached
     */
    public CallSaturatedException(String call, String limit) {
        super(
                "LLM call '%s' was not begun: '%s' is reached".formatted(call, limit),
                Failure.of(FailureKind.SATURATED).build(),
                false);
    }
}
