package io.resilientagent.failure;

import java.time.InstantSource;
import java.util.List;

/** Stand-in. */
public final class FailureClassification {
    public FailureClassification(
            List<ClassificationRule> rules, List<FailureClassifier> classifiers, InstantSource clock) {}

    public Failure classify(Throwable thrown) {
        return (thrown instanceof Classified c)
                ? c.failure()
                : Failure.of(FailureKind.UNKNOWN).cause(thrown).build();
    }
}
