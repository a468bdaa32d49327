package io.resilientagent.circuit;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a call waits for a circuit to admit calls again. Those that wait do not come back all at once: each adds a
 * random part of a second.
 *
 * @param longestNanos how long a call waits at most, in nanoseconds
 * @param random answers numbers from 0 to 1, 1 excluded
 */
public record AdmissionWait(long longestNanos, DoubleSupplier random) {

    private static final double SPREAD = Duration.ofSeconds(1).toNanos();

    /** Nobody knows when a probe that is out comes back. */
    private static final long PROBE = Duration.ofMillis(250).toNanos();

    /**
     * The wait before the circuits are asked again.
     *
     * @param untilAdmission how long until a circuit may admit a call: 0 = any moment, {@link Long#MAX_VALUE} = never
     * @param waited how long the call has waited already
     * @return nanoseconds, or 0 if waiting is of no use
     */
    public long nanos(long untilAdmission, long waited) {
        long least = Math.max(untilAdmission, PROBE);
        long left = this.longestNanos - waited;
        if (least > left) {
            return 0;
        }
        return Math.min(left, least + (long) (SPREAD * this.random.getAsDouble()));
    }
}
