package io.resilientagent.circuit;

/** The states of a {@link Circuit}. */
public enum CircuitState {

    /** Admits every call and watches the outcomes. */
    CLOSED,

    /** Refuses every call until its time has passed. */
    OPEN,

    /** Admits a few calls as probes; their outcome decides. */
    HALF_OPEN,

    /** Refuses every call because an operator said so, until told otherwise or for a given time. */
    FORCED_OPEN,

    /** Admits every call and records nothing, until told otherwise or for a given time. */
    DISABLED;

    boolean isForced() {
        return this == FORCED_OPEN || this == DISABLED;
    }
}
