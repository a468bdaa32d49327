package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;

/** Finds the guard that a call uses: always the same one, or one whose name is computed for the call. */
public interface GuardSource {

    /** The name in configuration, metrics and messages; a computed one's template. */
    String name();

    /** The circuit whose settings it has; differs from {@link #name()} where names are computed. */
    default String settingsName() {
        return name();
    }

    /**
     * The guard of one call.
     *
     * @param arguments the method's arguments
     * @param account the account that the call uses, or null
     */
    Guard guard(Object[] arguments, @Nullable String account);
}
