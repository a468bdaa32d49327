package io.resilientagent.engine;

import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/** Calls a fallback method that was found when the application started. */
public interface FallbackInvoker {

    /** Whether one of the method's overloads takes this throwable. */
    boolean handles(Throwable thrown);

    /**
     * Calls the overload that fits best.
     *
     * @param failure the last failure of an attempt
     * @param thrown what was thrown then
     * @return what the method returned
     * @throws Throwable what the method threw
     */
    @Nullable
    Object invoke(GuardedInvocation invocation, Failure failure, Throwable thrown) throws Throwable;
}
