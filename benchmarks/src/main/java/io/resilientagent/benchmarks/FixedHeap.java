package io.resilientagent.benchmarks;

/** The heap of each measured JVM. One that grows is measured too: its new pages are slow at first. */
public final class FixedHeap {

    /** The size that it begins with. */
    public static final String INITIAL = "-Xms512m";

    /** The same, so that it stays. */
    public static final String MAXIMUM = "-Xmx512m";

    /** Its pages are there before anything is measured. */
    public static final String TOUCHED = "-XX:+AlwaysPreTouch";

    private FixedHeap() {}
}
