package io.resilientagent.benchmarks.circuit;

/**
 * A circuit with these settings: opens at 50 % of the last 20 calls (or of those of the last 20 seconds), from 10 calls
 * on, for an hour; a call over 30 s is slow, where a contender knows slow calls.
 */
interface CircuitContender {

    int WINDOW = 20;

    int MINIMUM = 10;

    int RATE = 50;

    /**
     * Asks for a call and reports its success.
     *
     * @param start the system's nanoTime when the call began
     */
    boolean succeed(long start);

    /** Asks for a call; false if it is refused. */
    boolean ask();

    /** Opens the circuit for an hour. */
    void open();
}
