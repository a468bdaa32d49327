package io.resilientagent.plan;

import java.time.Duration;
import java.util.Set;

import io.resilientagent.ModelTarget;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * A target of a chain. In configuration a plain {@code provider/model} line is one too.
 *
 * @param target the provider and model, {@code provider/model}; required
 * @param timeout the limit of one attempt on this target; null is the call's; 0 is none
 * @param maxAttempts tries on this target, the first included: 1 to 100; null is the call's
 * @param circuit the name of a circuit that replaces the account's and the model's
 * @param account whose key or quota is used while this target is asked: a template like the call's, which it replaces
 * @param when asked only after failures of these kinds; null is all but invalid requests and filtered content
 * @param equivalent whether an answer is as good as the first target's; null is false
 * @param vectorSpace what the vectors of an embedding model can be compared with; null is the model's name
 */
public record TargetSettings(
        String target,
        @Nullable Duration timeout,
        @Nullable Integer maxAttempts,
        @Nullable String circuit,
        @Nullable String account,
        @Nullable Set<FailureKind> when,
        @Nullable Boolean equivalent,
        @Nullable String vectorSpace) {

    public TargetSettings {
        Assert.notNull(target, "'target' is required in each entry of a chain");
        checkModel("target", target);
        CallSettings.checkNotNegative("timeout", timeout);
        Assert.isTrue(
                maxAttempts == null || (maxAttempts >= 1 && maxAttempts <= 100),
                () -> "Invalid 'max-attempts' (" + maxAttempts + "): must be 1 to 100");
    }

    static void checkModel(String key, @Nullable String text) {
        try {
            if (text != null) {
                ModelTarget.parse(text);
            }
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException(
                    "Invalid '" + key + "' (" + text + "): must be '<provider>/<model>', such as openai/gpt-4o-mini",
                    ex);
        }
    }

    /** A target with the call's own values. */
    public static TargetSettings of(String target) {
        return new TargetSettings(target, null, null, null, null, null, null, null);
    }

    /** Vectors of one space can be compared with one another. */
    String space() {
        return (this.vectorSpace != null) ? this.vectorSpace : model().model();
    }

    ModelTarget model() {
        return ModelTarget.parse(this.target);
    }
}
