package io.resilientagent.actuate;

import java.util.Map;

/**
 * All that is tracked.
 *
 * @param circuits the circuits by name
 * @param calls the guarded calls by name
 */
public record AgentCircuitsDescriptor(Map<String, CircuitDescriptor> circuits, Map<String, CallDescriptor> calls) {}
