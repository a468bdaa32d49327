package io.resilientagent.circuit;

/** The recent outcomes of a closed circuit. Lock-free; recording allocates nothing. */
abstract sealed class Window permits CountWindow, TimeWindow {

    static Window of(CircuitSettings settings, long now, int consecutiveFailures) {
        int size = settings.slidingWindowSize();
        return (settings.slidingWindowType() == WindowType.COUNT)
                ? new CountWindow(size, consecutiveFailures)
                : new TimeWindow(size, now, consecutiveFailures);
    }

    /** Whether this is the kind of window that these settings ask for. */
    abstract boolean fits(CircuitSettings settings);

    /** Adds an outcome and answers whether the window, with it, is to open the circuit. */
    abstract boolean record(boolean failed, boolean slow, long now, Rules rules);

    abstract Figures figures(long now);
}
