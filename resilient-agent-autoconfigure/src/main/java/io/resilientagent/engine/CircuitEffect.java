package io.resilientagent.engine;

/** What a failure does to a circuit in which it counts. */
public enum CircuitEffect {

    /** Counts as a failure. */
    FAILURE,

    /** Does nothing. */
    IGNORE,

    /** Opens the circuit at once. */
    OPEN
}
