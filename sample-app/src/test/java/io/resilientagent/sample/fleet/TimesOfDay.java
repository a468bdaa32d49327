package io.resilientagent.sample.fleet;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds times of day in a text, in whatever unit they are written. */
final class TimesOfDay {

    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final Pattern NUMBER = Pattern.compile("\\d{10,}");

    private static final Duration AROUND_NOW = Duration.ofDays(30);

    private TimesOfDay() {}

    /** Dates, and numbers that are seconds, milliseconds, microseconds or nanoseconds since 1970 of these days. */
    static List<String> in(String text) {
        return Stream.concat(
                        ISO.matcher(text).results(),
                        NUMBER.matcher(text).results().filter((match) -> isNow(new BigInteger(match.group()))))
                .map((match) -> match.group())
                .toList();
    }

    private static boolean isNow(BigInteger number) {
        Instant now = Instant.now();
        BigInteger from = BigInteger.valueOf(now.minus(AROUND_NOW).getEpochSecond());
        BigInteger to = BigInteger.valueOf(now.plus(AROUND_NOW).getEpochSecond());
        return Stream.of(1L, 1_000L, 1_000_000L, 1_000_000_000L)
                .map(BigInteger::valueOf)
                .anyMatch((unit) ->
                        number.compareTo(from.multiply(unit)) >= 0 && number.compareTo(to.multiply(unit)) <= 0);
    }
}
