package io.resilientagent.plan;

import java.time.Duration;

import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.circuit.WindowType;
import org.jspecify.annotations.Nullable;

import static io.resilientagent.plan.CallSettings.first;
import static io.resilientagent.plan.RetryValues.or;

/**
 * What is configured for a circuit; null where nothing is. The meaning and the limits of each value are those of {@link
 * CircuitSettings}.
 *
 * @param failureThreshold after how many failures in a row it opens; 0 is off
 * @param failureRateThreshold at which share of failures in the window it opens, in percent
 * @param slidingWindowType whether the window holds a number of calls or a span of time
 * @param slidingWindowSize how many calls, or seconds, the window holds
 * @param minimumNumberOfCalls how many calls the window needs before shares count
 * @param slowCallDurationThreshold from which duration on a call is slow
 * @param slowCallRateThreshold at which share of slow calls in the window it opens, in percent
 * @param waitDurationInOpenState how long it stays open before a probe
 * @param waitMultiplier by how much each wait is longer than the one before
 * @param maxWaitDurationInOpenState the longest wait
 * @param permittedNumberOfCallsInHalfOpenState how many probes decide
 * @param retryBudget how many retries its calls can afford
 */
public record CircuitValues(
        @Nullable Integer failureThreshold,
        @Nullable Double failureRateThreshold,
        @Nullable WindowType slidingWindowType,
        @Nullable Integer slidingWindowSize,
        @Nullable Integer minimumNumberOfCalls,
        @Nullable Duration slowCallDurationThreshold,
        @Nullable Double slowCallRateThreshold,
        @Nullable Duration waitDurationInOpenState,
        @Nullable Double waitMultiplier,
        @Nullable Duration maxWaitDurationInOpenState,
        @Nullable Integer permittedNumberOfCallsInHalfOpenState,
        @Nullable BudgetValues retryBudget) {

    static final CircuitValues NONE =
            new CircuitValues(null, null, null, null, null, null, null, null, null, null, null, null);

    public CircuitValues {
        // Each value alone is checked where it is read, so that the message can name its key and origin.
        CircuitSettings builtIn = CircuitSettings.defaults();
        new CircuitSettings(
                or(failureThreshold, builtIn.failureThreshold()),
                or(failureRateThreshold, builtIn.failureRateThreshold()),
                or(slidingWindowType, builtIn.slidingWindowType()),
                or(slidingWindowSize, builtIn.slidingWindowSize()),
                or(minimumNumberOfCalls, builtIn.minimumNumberOfCalls()),
                slowCallDurationThreshold,
                or(slowCallRateThreshold, builtIn.slowCallRateThreshold()),
                or(waitDurationInOpenState, Duration.ofMillis(1)),
                waitMultiplier,
                or(maxWaitDurationInOpenState, Duration.ZERO),
                or(permittedNumberOfCallsInHalfOpenState, builtIn.permittedNumberOfCallsInHalfOpenState()));
    }

    CircuitValues over(CircuitValues lower) {
        return new CircuitValues(
                first(this.failureThreshold, lower.failureThreshold),
                first(this.failureRateThreshold, lower.failureRateThreshold),
                first(this.slidingWindowType, lower.slidingWindowType),
                first(this.slidingWindowSize, lower.slidingWindowSize),
                first(this.minimumNumberOfCalls, lower.minimumNumberOfCalls),
                first(this.slowCallDurationThreshold, lower.slowCallDurationThreshold),
                first(this.slowCallRateThreshold, lower.slowCallRateThreshold),
                first(this.waitDurationInOpenState, lower.waitDurationInOpenState),
                first(this.waitMultiplier, lower.waitMultiplier),
                first(this.maxWaitDurationInOpenState, lower.maxWaitDurationInOpenState),
                first(this.permittedNumberOfCallsInHalfOpenState, lower.permittedNumberOfCallsInHalfOpenState),
                (this.retryBudget != null) ? this.retryBudget.over(lower.retryBudget) : lower.retryBudget);
    }

    /** The whole settings, with the built-in values where nothing is configured. */
    CircuitSettings settings() {
        return settings(this);
    }

    private static CircuitSettings settings(CircuitValues values) {
        CircuitSettings builtIn = CircuitSettings.defaults();
        Duration wait = or(values.waitDurationInOpenState, builtIn.waitDurationInOpenState());
        Duration longest = builtIn.maxWaitDurationInOpenState();
        return new CircuitSettings(
                or(values.failureThreshold, builtIn.failureThreshold()),
                or(values.failureRateThreshold, builtIn.failureRateThreshold()),
                or(values.slidingWindowType, builtIn.slidingWindowType()),
                or(values.slidingWindowSize, builtIn.slidingWindowSize()),
                or(values.minimumNumberOfCalls, builtIn.minimumNumberOfCalls()),
                first(values.slowCallDurationThreshold, builtIn.slowCallDurationThreshold()),
                or(values.slowCallRateThreshold, builtIn.slowCallRateThreshold()),
                wait,
                first(values.waitMultiplier, builtIn.waitMultiplier()),
                or(values.maxWaitDurationInOpenState, (wait.compareTo(longest) > 0) ? wait : longest),
                or(values.permittedNumberOfCallsInHalfOpenState, builtIn.permittedNumberOfCallsInHalfOpenState()));
    }
}
