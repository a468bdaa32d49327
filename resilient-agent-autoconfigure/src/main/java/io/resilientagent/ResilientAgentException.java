package io.resilientagent;

import io.resilientagent.failure.Classified;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Parent of all exceptions that the library itself throws. Unchecked. A message names call, route, kind, status and
 * code; never a text of the provider.
 */
public abstract class ResilientAgentException extends RuntimeException implements Classified {

    private final transient Failure failure;

    protected ResilientAgentException(@Nullable String message, Failure failure, boolean stackTrace) {
        this(message, failure, null, stackTrace);
    }

    protected ResilientAgentException(
            @Nullable String message, Failure failure, @Nullable Throwable cause, boolean stackTrace) {
        super(message, cause, true, stackTrace);
        this.failure = failure;
    }

    @Override
    public Failure failure() {
        return this.failure;
    }
}
