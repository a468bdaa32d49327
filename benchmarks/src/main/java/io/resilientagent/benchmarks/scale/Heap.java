package io.resilientagent.benchmarks.scale;

import java.lang.management.ManagementFactory;

/** The heap of this JVM. */
public final class Heap {

    private static final int COLLECTIONS = 4;

    private Heap() {}

    /** Bytes in use after full collections. */
    public static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
