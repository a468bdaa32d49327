package io.resilientagent;

import java.time.Duration;

/** Writes durations for people: {@code 30s}, {@code 1.5s}, {@code 250ms}, {@code 3m}, {@code 2m 5s}. */
final class Durations {

    private Durations() {}

    static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + "ms";
        }
        if (millis < 60_000) {
            return (millis % 1_000 == 0) ? millis / 1_000 + "s" : Math.round(millis / 100.0) / 10.0 + "s";
        }
        long seconds = millis / 1_000;
        return (seconds % 60 == 0) ? seconds / 60 + "m" : seconds / 60 + "m " + seconds % 60 + "s";
    }
}
