package io.resilientagent.time;

/**
 * A monotonic source of time. Every duration that the library measures comes from one; a bean of this type replaces
 * the JVM's clock, for tests.
 */
@FunctionalInterface
public interface Ticker {

    /**
     * Nanoseconds since an arbitrary, fixed origin; never goes back. Only differences have a meaning, and they may
     * overflow: compare with {@code a - b < 0}.
     */
    long nanos();

    /** The JVM's monotonic clock. */
    static Ticker system() {
        return System::nanoTime;
    }
}
