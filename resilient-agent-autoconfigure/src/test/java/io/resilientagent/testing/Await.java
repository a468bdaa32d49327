package io.resilientagent.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other threads are about to do. */
public final class Await {

    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private Await() {}

    /** Waits until an assertion holds; gives up long after it should. */
    public static void untilHolds(String what, Runnable assertion) {
        until(what, () -> {
            try {
                assertion.run();
                return true;
            } catch (AssertionError ex) {
                return false;
            }
        });
    }

    /** Waits until a condition holds; gives up long after it should. */
    public static void until(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE) {
                throw new AssertionError("Waited in vain for: " + what);
            }
            Thread.onSpinWait();
        }
    }
}
