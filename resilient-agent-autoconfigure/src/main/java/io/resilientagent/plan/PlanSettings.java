package io.resilientagent.plan;

import java.util.Map;

/**
 * All that is configured.
 *
 * @param enabled whether calls are guarded at all
 * @param unusedNames what happens with a configured name that nothing uses
 * @param calls what is configured for calls, by name; {@code default} is inherited by all
 * @param circuits what is configured for circuits, by name; {@code default} is inherited by all
 */
public record PlanSettings(
        boolean enabled,
        UnusedNames unusedNames,
        Map<String, CallSettings> calls,
        Map<String, CircuitValues> circuits) {

    /** What happens with a configured name that nothing uses. */
    public enum UnusedNames {

        /** The application does not start. */
        FAIL,

        /** One line at WARN. */
        WARN
    }
}
