package io.resilientagent.circuit;

/** How {@code sliding-window-size} is to be read. */
public enum WindowType {

    /** The last so many outcomes. */
    COUNT,

    /** The outcomes of the last so many seconds, in steps of one second. */
    TIME
}
