package io.resilientagent;

import java.time.Duration;

import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;

/** The call's deadline left no time for a first attempt on any route. */
public final class DeadlineExceededException extends ResilientAgentException {

    public DeadlineExceededException(String call, Duration deadline) {
        super(
                "LLM call '%s' has no time left for an attempt within its deadline of %s"
                        .formatted(call, Durations.format(deadline)),
                Failure.of(FailureKind.TIMEOUT).build(),
                false);
    }
}
