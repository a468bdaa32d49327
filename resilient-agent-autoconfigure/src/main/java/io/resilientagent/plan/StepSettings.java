package io.resilientagent.plan;

import java.util.List;
import java.util.Set;

import io.resilientagent.failure.FailureKind;
import io.resilientagent.route.RouteCondition;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * A fallback step: exactly one of {@code method}, {@code cached} and {@code text}, and when it is asked.
 *
 * @param method a method of the same bean, or {@code bean.method}
 * @param cached whether it is the last good answer to the same question
 * @param text a fixed answer
 * @param when only after failures of these kinds; null is any
 * @param unless not after failures of these kinds; null is none
 * @param whenException only after throwables of these types; null is any
 */
public record StepSettings(
        @Nullable String method,
        @Nullable Boolean cached,
        @Nullable String text,
        @Nullable Set<FailureKind> when,
        @Nullable Set<FailureKind> unless,
        @Nullable List<Class<? extends Throwable>> whenException) {

    public StepSettings {
        int given = ((method != null) ? 1 : 0) + (Boolean.TRUE.equals(cached) ? 1 : 0) + ((text != null) ? 1 : 0);
        Assert.isTrue(given == 1, "A fallback step needs exactly one of 'method', 'cached: true' and 'text'");
    }

    RouteCondition condition() {
        return new RouteCondition(
                RetryValues.or(this.when, Set.of()),
                RetryValues.or(this.unless, Set.of()),
                RetryValues.or(this.whenException, List.of()));
    }
}
