package io.resilientagent.circuit;

/** Who moved a circuit into its state. */
public enum CircuitOrigin {

    /** The outcomes of this application's own calls, or the passing of time. */
    LOCAL,

    /** Somebody, through {@link CircuitRegistry#force} or {@link CircuitRegistry#reset}. */
    OPERATOR,

    /** Another instance that shares the circuit; see {@link CircuitRegistry#adopt}. */
    FLEET
}
