package io.resilientagent.timeout;

import org.springframework.util.Assert;

/**
 * How long a stream may take once its first content is there. All values in nanoseconds; 0 is no limit.
 *
 * @param idle the longest wait for an item that somebody asked for
 * @param duration the longest time from the begin of the attempt to the end of its stream
 */
public record StreamLimits(long idle, long duration) {

    /** No limit at all. */
    public static final StreamLimits NONE = new StreamLimits(0, 0);

    public StreamLimits {
        Assert.isTrue(idle >= 0, () -> "Invalid 'idle-timeout' (" + idle + "): must not be negative");
        Assert.isTrue(duration >= 0, () -> "Invalid 'max-stream-duration' (" + duration + "): must not be negative");
    }
}
