package io.resilientagent.plan;

/** What happens at the limit of an attempt of a method that returns when it is done. */
public enum TimeoutMode {

    /** The attempt runs on another thread, and its caller is always released. */
    HOP,

    /**
     * The attempt runs on its caller's thread, which is only interrupted: cheaper, but a method that ignores interrupts
     * holds its caller.
     */
    CALLER_THREAD
}
