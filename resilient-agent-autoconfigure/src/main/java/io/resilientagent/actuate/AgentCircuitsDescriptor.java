package io.resilientagent.actuate;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * One page of all that is tracked: all circuits and calls whose names lie between two names.
 *
 * @param circuits the circuits by name, in order
 * @param calls the guarded calls by name, in order
 * @param total how many there are in all whose names match
 * @param next what to ask for as {@code after} to get the next page; null on the last
 */
@JsonInclude(Include.ALWAYS)
public record AgentCircuitsDescriptor(
        Map<String, CircuitDescriptor> circuits,
        Map<String, CallDescriptor> calls,
        Total total,
        @Nullable String next) {

    /**
     * How many names match.
     *
     * @param circuits of circuits
     * @param calls of calls
     */
    public record Total(int circuits, int calls) {}
}
