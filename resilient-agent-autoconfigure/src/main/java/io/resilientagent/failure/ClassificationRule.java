package io.resilientagent.failure;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * A rule of the application's own: every condition that is given must hold.
 *
 * @param exception fully qualified name of a class or interface that a throwable of the cause chain is an instance of
 * @param status the HTTP status
 * @param code the provider's error code or type, in any case
 * @param message what is to be found in a message of the cause chain or in the provider's text
 * @param kind what it is then
 */
public record ClassificationRule(
        @Nullable String exception,
        @Nullable Integer status,
        @Nullable String code,
        @Nullable Pattern message,
        FailureKind kind) {

    public ClassificationRule {
        Assert.isTrue(
                exception != null || status != null || code != null || message != null,
                "A classification rule must have at least one of exception, status, code, message");
    }
}
