package io.resilientagent.failure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

/** How long the provider asks to wait, from the most to the least exact of what it says. */
final class RetryAdvice {

    static final String[] MILLIS = {"retry-after-ms", "x-ms-retry-after-ms"};

    static final String[] MARKERS = {
        "try again in ",
        "retry in ",
        "retry after ",
        "try again after ",
        "available again in ",
        "resets in ",
        "reset in ",
        "hold off for ",
        "hold off ",
        "back off for ",
        "wait at least ",
        "wait for ",
        "wait "
    };

    private static final int TEXT_LIMIT = 4_096;

    private final Client client;

    private final InstantSource clock;

    RetryAdvice(Client client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Nullable
    Duration of(Evidence evidence, FailureKind kind) {
        Duration advice = headers(evidence.headers, evidence, kind);
        if (advice == null) {
            advice = field(evidence.report.advice, evidence);
        }
        if (advice == null) {
            advice = headers(evidence.report.headers, evidence, kind);
        }
        for (int i = 0; advice == null && i < evidence.report.texts.size(); i++) {
            advice = prose(evidence.report.texts.get(i));
        }
        String page = evidence.report.page;
        return (advice == null && page != null) ? prose(page) : advice;
    }

    private @Nullable Duration headers(@Nullable Object headers, Evidence evidence, FailureKind kind) {
        if (headers == null) {
            return null;
        }
        for (String name : MILLIS) {
            String millis = this.client.header(headers, name);
            Duration advice = (millis != null) ? Delay.parseMillis(millis) : null;
            if (advice != null) {
                return advice;
            }
        }
        String after = this.client.header(headers, "retry-after");
        InstantSource now = () -> now(evidence);
        Duration advice = (after != null) ? Delay.parse(after, now) : null;
        return (advice == null && kind == FailureKind.RATE_LIMITED)
                ? new RateLimits(this.client, headers, now).reset(evidence.report)
                : advice;
    }

    private @Nullable Duration field(Report.@Nullable Advice advice, Evidence evidence) {
        if (advice == null) {
            return null;
        }
        String text = advice.value().toString();
        return advice.millis() ? Delay.parseMillis(text) : Delay.parse(text, () -> now(evidence));
    }

    private static @Nullable Duration prose(String text) {
        for (String marker : MARKERS) {
            int at = Text.indexOf(text, marker, 0, Math.min(text.length(), TEXT_LIMIT));
            Duration advice = (at >= 0) ? Delay.duration(after(text, at + marker.length())) : null;
            if (advice != null) {
                return advice;
            }
        }
        return null;
    }

    private static String after(String text, int from) {
        return text.substring(from, Math.min(text.length(), from + 40));
    }

    /** The server's own clock where it tells the time: ours may be wrong. */
    private Instant now(Evidence evidence) {
        String date = (evidence.headers != null) ? this.client.header(evidence.headers, "date") : null;
        Instant server = (date != null) ? Delay.date(date) : null;
        return (server != null) ? server : this.clock.instant();
    }
}
