package io.resilientagent.circuit;

import org.jspecify.annotations.Nullable;

/** Tells whether circuits are shared with other instances at the moment. */
@FunctionalInterface
public interface CircuitSharing {

    /** Since when circuits are this instance's own only, in the ticker's time; null while they are shared. */
    @Nullable
    Long localSinceNanos();
}
