package io.resilientagent.failure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

/** Reads how long to wait, in every spelling that providers use. What is negative, absurd or unreadable is null. */
final class Delay {

    private static final double LONGEST_SECONDS = Duration.ofDays(7).toSeconds();

    /** Numbers from here on are points in time: seconds since 1970, from a thousand times that on milliseconds. */
    private static final double EPOCH_SECONDS = 1e9;

    private static final double EPOCH_MILLIS = 1e11;

    private Delay() {}

    static @Nullable Duration ofSeconds(double seconds) {
        boolean usable = seconds >= 0 && seconds <= LONGEST_SECONDS;
        return usable ? Duration.ofMillis((long) (seconds * 1_000 + 1e-6)) : null;
    }

    /** A number of milliseconds. */
    static @Nullable Duration parseMillis(String text) {
        return ofSeconds(number(text.strip()) / 1_000);
    }

    /** A number of seconds, a duration such as {@code 6m0s}, or a point in time in any of the usual forms. */
    static @Nullable Duration parse(String text, InstantSource now) {
        String value = text.strip();
        if (value.isEmpty() || value.length() > 64) {
            return null;
        }
        double number = number(value);
        if (!Double.isNaN(number)) {
            return ofNumber(number, now);
        }
        return Character.isDigit(value.charAt(0)) && value.indexOf('T') < 0 ? duration(value) : until(date(value), now);
    }

    static @Nullable Duration ofNumber(double number, InstantSource now) {
        if (number >= EPOCH_MILLIS) {
            return until(Instant.ofEpochMilli((long) Math.min(number, 1e15)), now);
        }
        return (number >= EPOCH_SECONDS)
                ? until(Instant.ofEpochMilli((long) (number * 1_000)), now)
                : ofSeconds(number);
    }

    /** The duration at the beginning of a text: {@code 1m26.4s}, {@code 20 seconds}, {@code 2 minutes}; or null. */
    static @Nullable Duration duration(String text) {
        DurationScan scan = new DurationScan(text);
        double seconds = scan.seconds();
        return scan.found() ? ofSeconds(seconds) : null;
    }

    static @Nullable Instant date(String text) {
        try {
            return (text.indexOf('T') == 10)
                    ? ZonedDateTime.parse(text).toInstant()
                    : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeParseException ex) {
            return null;
        }
    }

    /** A date that is past says: at once. */
    private static @Nullable Duration until(@Nullable Instant then, InstantSource now) {
        if (then == null) {
            return null;
        }
        return ofSeconds(Math.max(0, (then.toEpochMilli() - now.millis()) / 1_000d));
    }

    /** A plain number; not a number where it is none. */
    private static double number(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-') {
                return Double.NaN;
            }
        }
        try {
            return (text.length() < 18 && text.indexOf('.') < 0)
                    ? (double) Long.parseLong(text)
                    : Double.parseDouble(text);
        } catch (NumberFormatException ex) {
            return Double.NaN;
        }
    }
}
