package io.resilientagent.route;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * After which failures a route is asked.
 *
 * @param when only after these kinds; empty is any
 * @param unless not after these kinds
 * @param whenException only after throwables of these types; empty is any
 */
public record RouteCondition(
        Set<FailureKind> when, Set<FailureKind> unless, List<Class<? extends Throwable>> whenException) {

    /** After any failure. */
    public static final RouteCondition ANY = new RouteCondition(Set.of(), Set.of(), List.of());

    /** A model that is asked only after it was refused content elsewhere is asked on purpose. */
    private static final Set<FailureKind> NOT_FOR_OTHER_MODELS =
            Set.copyOf(EnumSet.of(FailureKind.INVALID_REQUEST, FailureKind.CONTENT_FILTERED));

    public RouteCondition {
        when = Set.copyOf(when);
        unless = Set.copyOf(unless);
        whenException = List.copyOf(whenException);
    }

    /** Whether a fallback step is asked after this failure. */
    public boolean acceptsAsStep(FailureKind kind, @Nullable Throwable cause) {
        return (this.when.isEmpty() || this.when.contains(kind))
                && !this.unless.contains(kind)
                && (this.whenException.isEmpty() || isOneOf(cause));
    }

    /**
     * Whether a later target of a chain is asked after this failure. Without {@code when} it is, except after a
     * failure that another model would answer with the same, or should not be asked to answer.
     */
    public boolean acceptsAsTarget(FailureKind kind) {
        return this.when.isEmpty() ? !NOT_FOR_OTHER_MODELS.contains(kind) : this.when.contains(kind);
    }

    private boolean isOneOf(@Nullable Throwable cause) {
        return this.whenException.stream().anyMatch((type) -> type.isInstance(cause));
    }
}
