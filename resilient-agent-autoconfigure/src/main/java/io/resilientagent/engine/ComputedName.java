package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;

/** Computes a name from the arguments of a call. */
@FunctionalInterface
public interface ComputedName {

    /**
     * The name for these arguments.
     *
     * @return the name, or null if there is none or it cannot be computed
     */
    @Nullable
    String from(Object[] arguments);
}
