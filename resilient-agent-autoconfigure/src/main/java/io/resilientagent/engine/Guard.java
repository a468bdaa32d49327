package io.resilientagent.engine;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.retry.RetryBudget;

/**
 * A circuit and the retries that its calls can afford.
 *
 * @param circuit the circuit
 * @param budget its retry budget
 */
public record Guard(Circuit circuit, RetryBudget budget) {}
