package io.resilientagent.timeout;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How long one attempt on a target may take. All values in nanoseconds; 0 is no limit.
 *
 * @param timeout the limit of one attempt
 * @param reserve what is kept back from the deadline for the routes after this one
 */
public record TimeLimits(long timeout, long reserve) {

    /** Stands for "no limit" where a limit is asked for. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** An attempt that would get less than this is not worth its money. */
    private static final long MINIMUM = Duration.ofSeconds(1).toNanos();

    public TimeLimits {
        Assert.isTrue(timeout >= 0, () -> "Invalid 'timeout' (" + timeout + "): must not be negative");
        Assert.isTrue(reserve >= 0, () -> "Invalid 'reserve' (" + reserve + "): must not be negative");
    }

    /**
     * The limit of an attempt that begins now.
     *
     * @param left what is left until the deadline, or {@link #UNLIMITED}
     * @return the limit, {@link #UNLIMITED}, or 0 if the attempt is not to be begun
     */
    public long grant(long left) {
        long own = (this.timeout == 0) ? UNLIMITED : this.timeout;
        if (left == UNLIMITED) {
            return own;
        }
        long available = left - this.reserve;
        if (available < Math.min(own, MINIMUM)) {
            return 0;
        }
        return (this.timeout == 0) ? UNLIMITED : Math.min(own, available);
    }

    /** Whether a granted limit is less than the attempt's own timeout. */
    public boolean isShortened(long granted) {
        return this.timeout > 0 && granted < this.timeout;
    }
}
