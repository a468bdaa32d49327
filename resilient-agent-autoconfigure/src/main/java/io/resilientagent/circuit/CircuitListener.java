package io.resilientagent.circuit;

/**
 * Is told what happens to circuits, on the thread whose call caused it, after it happened. Must be quick. One that
 * throws is logged and never changes a call's result.
 */
public interface CircuitListener {

    /** A circuit changed its state. */
    default void onTransition(CircuitTransition transition) {}

    /** An idle circuit with a computed name was forgotten; the name may come again as a new circuit. */
    default void onEvicted(String circuit) {}
}
