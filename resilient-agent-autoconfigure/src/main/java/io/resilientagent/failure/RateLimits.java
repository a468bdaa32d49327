package io.resilientagent.failure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The rate limit headers of an answer: when the dimension that is exhausted is filled again. */
record RateLimits(Client client, Object headers, InstantSource now) {

    static final List<Dimension> DIMENSIONS = List.of(
            dimension("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "request"),
            dimension("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens", "token"),
            dimension("x-ratelimit-remaining-project-tokens", "x-ratelimit-reset-project-tokens", "project token"),
            dimension("anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset", "request"),
            dimension("anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset", "token"),
            dimension(
                    "anthropic-ratelimit-input-tokens-remaining",
                    "anthropic-ratelimit-input-tokens-reset",
                    "input token"),
            dimension(
                    "anthropic-ratelimit-output-tokens-remaining",
                    "anthropic-ratelimit-output-tokens-reset",
                    "output token"),
            dimension("x-ratelimit-remaining", "x-ratelimit-reset", ""),
            dimension("ratelimit-remaining", "ratelimit-reset", ""),
            dimension("ratelimitbysize-remaining", "ratelimitbysize-reset", ""));

    private static Dimension dimension(String remaining, String reset, String unit) {
        return new Dimension(remaining, reset, unit);
    }

    /** All that is exhausted must be filled; where nothing says it is, the dimension that the provider names. */
    @Nullable
    Duration reset(Report report) {
        Duration exhausted = null;
        Duration named = null;
        for (Dimension dimension : DIMENSIONS) {
            Duration reset = value(dimension);
            if (reset != null) {
                Double left = left(dimension);
                if (left != null && left <= 0) {
                    exhausted = later(exhausted, reset);
                } else if (dimension.isNamedIn(report)
                        || (left == null && dimension.unit().isEmpty())) {
                    named = later(named, reset);
                }
            }
        }
        return (exhausted != null) ? exhausted : named;
    }

    private @Nullable Duration value(Dimension dimension) {
        String reset = this.client.header(this.headers, dimension.reset());
        return (reset != null) ? Delay.parse(reset, this.now) : null;
    }

    private @Nullable Double left(Dimension dimension) {
        String remaining = this.client.header(this.headers, dimension.remaining());
        try {
            return (remaining != null) ? Double.valueOf(remaining.strip()) : null;
        } catch (NumberFormatException ex) {
            return null;
        }
    }

    private static Duration later(@Nullable Duration one, Duration other) {
        return (one != null && one.compareTo(other) > 0) ? one : other;
    }

    /** What a limit counts, and the headers that tell how much is left and when it is filled again. */
    record Dimension(String remaining, String reset, String unit) {

        boolean isNamedIn(Report report) {
            if (this.unit.isEmpty()) {
                return false;
            }
            for (String code : report.codes) {
                if (code.equals(this.unit + "s")) {
                    return true;
                }
            }
            for (String text : report.texts) {
                if (Text.contains(text, this.unit + "s per ")) {
                    return true;
                }
            }
            return false;
        }
    }
}
