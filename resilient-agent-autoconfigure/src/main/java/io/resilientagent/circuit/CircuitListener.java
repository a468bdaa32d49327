package io.resilientagent.circuit;

/**
 * Is told what happens to circuits, on the thread whose call caused it, after it happened. Must be quick. One that
 * throws is logged and never changes a call's result. Of two changes in quick succession by two threads the second may
 * be told first; their times tell.
 */
public interface CircuitListener {

    /** A circuit changed its state. */
    default void onTransition(CircuitTransition transition) {}

    /**
     * Somebody closed a circuit, with an empty window, through {@link CircuitRegistry#reset}, {@link
     * CircuitRegistry#resetAll} or {@link CircuitRegistry#force}: whatever else remembers its failures should forget
     * them. Told also where the circuit was closed before, after the transition if there is one.
     */
    default void onReset(Circuit circuit) {}

    /**
     * A circuit decided something by itself, or was told to by an operator, that other instances should know: it is
     * open, open for longer, forced or disabled, or was closed by a success or a reset. Not called for what it has
     * adopted from others, for the passing of time, or when probes begin. {@link Circuit#decision} tells what it was, and
     * {@link Circuit#word} what an operator said, where outcomes have followed it already.
     */
    default void onDecision(Circuit circuit) {}

    /** An idle circuit with a computed name was forgotten; the name may come again as a new circuit. */
    default void onEvicted(String circuit) {}
}
