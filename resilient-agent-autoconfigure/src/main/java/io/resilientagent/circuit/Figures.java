package io.resilientagent.circuit;

/** What a window holds at one moment. */
record Figures(int calls, int failed, int slow, int consecutiveFailures) {

    static final Figures NONE = new Figures(0, 0, 0, 0);
}
