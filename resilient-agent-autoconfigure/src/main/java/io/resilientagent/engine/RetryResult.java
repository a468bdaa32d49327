package io.resilientagent.engine;

/** Why no more tries were made on a target after a failure. */
public enum RetryResult {

    /** A retry answered. */
    RECOVERED,

    /** There were no tries left. */
    EXHAUSTED,

    /** The retry budget was empty. */
    BUDGET,

    /** There was not enough time left. */
    DEADLINE,

    /** Another try would not have helped, or was not allowed. */
    PERMANENT,

    /** A circuit opened. */
    CIRCUIT_OPEN
}
