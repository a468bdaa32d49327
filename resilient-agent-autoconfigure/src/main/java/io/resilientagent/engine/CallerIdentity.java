package io.resilientagent.engine;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Says who makes a call: one caller never gets an answer that is cached for another. */
@FunctionalInterface
public interface CallerIdentity {

    /**
     * Tells who makes the call, now or later.
     *
     * @param receiver gets a name, or null if the caller is nobody in particular; as long as it was told nothing, no answer
     *     is looked up or stored
     */
    void tell(Consumer<@Nullable String> receiver);
}
