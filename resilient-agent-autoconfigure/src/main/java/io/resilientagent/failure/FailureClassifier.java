package io.resilientagent.failure;

import org.jspecify.annotations.Nullable;

/**
 * Says what kind of failure a throwable is.
 *
 * <p>Beans of this type are asked in order, after the rules of {@code resilient-agent.classification.rules} and before
 * the built-in rules; the first that does not answer null wins. One that throws is skipped.
 */
@FunctionalInterface
public interface FailureClassifier {

    /**
     * Classifies a throwable.
     *
     * @param throwable what was thrown, wrappers included
     * @return its failure, or null if this classifier does not know
     */
    @Nullable
    Failure classify(Throwable throwable);
}
