package io.resilientagent.micrometer;

import java.io.Serial;

import io.resilientagent.failure.FailureKind;

/** What a span learns of a failure: its kind, and nothing that a provider said. */
final class ObservedFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ObservedFailure(FailureKind kind) {
        super(PlanMeters.lower(kind), null, false, false);
    }
}
