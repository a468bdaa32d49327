package io.resilientagent.actuate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Shows the ticker's time as a time of day. The two are compared once, so that a moment in the past looks the same
 * whenever it is read, also where somebody has set the clock since.
 *
 * @param instant the time of day at that one comparison
 * @param nanos the ticker's time then
 */
record TimeOfDay(Instant instant, long nanos) {

    Instant at(long nanos) {
        return this.instant.plusNanos(nanos - this.nanos).truncatedTo(ChronoUnit.MILLIS);
    }
}
