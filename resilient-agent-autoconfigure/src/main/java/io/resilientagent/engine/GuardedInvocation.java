package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;

/** One invocation of a guarded method, as its caller made it. */
public interface GuardedInvocation {

    /**
     * Runs the method's body, each time anew.
     *
     * @return what it returned
     * @throws Throwable what it threw
     */
    @Nullable
    Object proceed() throws Throwable;

    /** The arguments. */
    Object[] arguments();

    /** What the answer depends on beside the method, for cached answers; null if nobody knows. */
    default Object @Nullable [] question() {
        return arguments();
    }

    /** The object that the caller called. */
    Object proxy();

    /** The object behind it, or null if there is none. */
    @Nullable
    Object target();
}
