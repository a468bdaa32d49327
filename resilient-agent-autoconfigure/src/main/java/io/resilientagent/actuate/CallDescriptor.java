package io.resilientagent.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.timeout.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * A guarded call. What there is not is null, and shown so.
 *
 * @param routes who may answer, in order
 * @param guards its circuits, outermost first
 * @param worstCase the most that one call can cost
 * @param success how many calls were answered by the first target or an equivalent
 * @param degraded how many were answered by another route
 * @param failed how many were not answered
 * @param failuresByKind how many attempts failed, by kind
 * @param transientShare which share of them was transient, 0 to 1; null without any
 * @param retrySuccessRate which share of targets that were tried again answered, 0 to 1; null without any
 * @param fallbackDepth how many calls were answered by which route, counted from 0
 */
@JsonInclude(Include.ALWAYS)
public record CallDescriptor(
        List<String> routes,
        List<String> guards,
        WorstCase worstCase,
        long success,
        long degraded,
        long failed,
        Map<FailureKind, Long> failuresByKind,
        @Nullable Double transientShare,
        @Nullable Double retrySuccessRate,
        Map<Integer, Long> fallbackDepth) {

    /**
     * The most that one call can cost.
     *
     * @param attempts how many attempts
     * @param seconds how long it can take; null if nothing limits it
     */
    @JsonInclude(Include.ALWAYS)
    public record WorstCase(int attempts, @Nullable Double seconds) {}

    static CallDescriptor of(CallPlan plan, CallCounters counters) {
        long worst = plan.worstNanos();
        Double seconds =
                (worst == TimeLimits.UNLIMITED) ? null : Duration.ofNanos(worst).toMillis() / 1_000.0;
        return new CallDescriptor(
                plan.routes(),
                plan.guards(),
                new WorstCase(plan.worstAttempts(), seconds),
                counters.ended(Status.SUCCESS),
                counters.ended(Status.DEGRADED),
                counters.ended(Status.FAILED),
                counters.failuresByKind(),
                counters.transientShare(),
                counters.retrySuccessRate(),
                counters.fallbackDepth());
    }
}
