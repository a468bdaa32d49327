package io.resilientagent.sample.simulator;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * What the control API is sent.
 *
 * @param fault a fault's name, or {@code healthy}
 * @param times how many calls fail; absent is until further notice
 * @param share which share of the calls fails; absent is all
 * @param retryAfter whole seconds such as {@code 2s}, for {@code rate-limited} and {@code overloaded}
 * @param delay for {@code slow}; absent is 2 s
 */
record FaultOrder(
        @Nullable String fault,
        @Nullable Integer times,
        @Nullable Double share,
        @Nullable String retryAfter,
        @Nullable String delay) {

    private static final String HEALTHY = "healthy";

    private static final Duration DEFAULT_DELAY = Duration.ofSeconds(2);

    private static final Duration MAX_DURATION = Duration.ofHours(1);

    /** The fault, or null for a provider that shall be well; refuses what makes no sense. */
    @Nullable
    Fault toFault() {
        if (this.fault == null || this.fault.isBlank()) {
            throw new InvalidFaultException("Missing fault: send for instance {\"fault\": \"overloaded\"}");
        }
        if (this.fault.equals(HEALTHY)) {
            return null;
        }
        FaultKind kind = FaultKind.named(this.fault);
        return new Fault(kind, checkedTimes(), checkedShare(), advice(kind), lateness(kind));
    }

    @Nullable
    private Integer checkedTimes() {
        if (this.times != null && this.times < 1) {
            throw new InvalidFaultException("Invalid times (%d): must be at least 1".formatted(this.times));
        }
        return this.times;
    }

    private double checkedShare() {
        double value = (this.share == null) ? 1 : this.share;
        if (!(value > 0 && value <= 1)) {
            throw new InvalidFaultException("Invalid share (%s): must be above 0 and at most 1".formatted(this.share));
        }
        return value;
    }

    @Nullable
    private Duration advice(FaultKind kind) {
        if (this.retryAfter == null) {
            return null;
        }
        if (!kind.advises()) {
            throw new InvalidFaultException("Fault '%s' takes no retryAfter".formatted(kind.key()));
        }
        Duration advice = duration("retryAfter", this.retryAfter);
        if (advice.toNanosPart() != 0) {
            throw new InvalidFaultException(
                    "Invalid retryAfter (%s): must be whole seconds, such as 2s".formatted(this.retryAfter));
        }
        return advice;
    }

    private Duration lateness(FaultKind kind) {
        if (this.delay == null) {
            return DEFAULT_DELAY;
        }
        if (kind != FaultKind.SLOW) {
            throw new InvalidFaultException("Fault '%s' takes no delay".formatted(kind.key()));
        }
        return duration("delay", this.delay);
    }

    private static Duration duration(String name, String text) {
        Duration duration = parsed(text);
        if (duration == null || duration.isNegative() || duration.compareTo(MAX_DURATION) > 0) {
            throw new InvalidFaultException(
                    "Invalid %s (%s): must be a duration up to 1 h, such as 2s or 500ms".formatted(name, text));
        }
        return duration;
    }

    @Nullable
    private static Duration parsed(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException | ArithmeticException ex) {
            return null;
        }
    }
}
