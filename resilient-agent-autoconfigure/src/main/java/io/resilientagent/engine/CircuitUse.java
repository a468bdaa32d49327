package io.resilientagent.engine;

/**
 * A circuit that an attempt, or a pass through a chain, takes a lease of.
 *
 * @param scope what the circuit stands for
 * @param source finds it
 */
public record CircuitUse(CircuitScope scope, GuardSource source) {}
