package io.resilientagent;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says how good it is. A guarded method that declares it as return type never throws for a failed
 * provider: it gets a {@link Status#FAILED} instead.
 *
 * @param <T> the type of the answer
 * @param status how good the answer is
 * @param data the answer; null if failed, or if the method answered null
 * @param note why the answer is degraded or missing, for people; null on success
 * @param reason the kind of the last failure of an attempt; null if there was none
 * @param route who answered, or the last route tried
 * @param attempts how many attempts were made in all
 * @param elapsed how long the call took
 * @param failures the failed attempts in order, at most {@value #MAX_FAILURES}
 */
public record AgentResult<T extends @Nullable Object>(
        Status status,
        @Nullable T data,
        @Nullable String note,
        @Nullable FailureKind reason,
        @Nullable String route,
        int attempts,
        Duration elapsed,
        List<FailedAttempt> failures) {

    /** How many failed attempts a result keeps. */
    public static final int MAX_FAILURES = 32;

    /** How good an answer is. */
    public enum Status {
        /** From the first target, or one that was declared its equivalent. */
        SUCCESS,
        /** From another target, a cache, a fixed text or a fallback method. */
        DEGRADED,
        /** There is no answer. */
        FAILED
    }

    public AgentResult {
        failures = List.copyOf((failures.size() > MAX_FAILURES) ? failures.subList(0, MAX_FAILURES) : failures);
    }

    /** What a guarded method returns: an answer. The engine fills in route, attempts and times. */
    public static <T extends @Nullable Object> AgentResult<T> success(T data) {
        return new AgentResult<>(Status.SUCCESS, data, null, null, null, 1, Duration.ZERO, List.of());
    }

    /**
     * What a guarded method or fallback returns that answers, but not as well as it should.
     *
     * @param note why, for people
     */
    public static <T extends @Nullable Object> AgentResult<T> degraded(T data, String note) {
        return new AgentResult<>(Status.DEGRADED, data, note, null, null, 1, Duration.ZERO, List.of());
    }

    /**
     * What a guarded method returns that has no answer: its route counts as failed, and the next one is asked.
     *
     * @param reason what went wrong; null is {@link FailureKind#UNKNOWN}
     * @param note why, for people
     */
    public static <T extends @Nullable Object> AgentResult<T> failed(@Nullable FailureKind reason, String note) {
        return new AgentResult<>(Status.FAILED, null, note, reason, null, 1, Duration.ZERO, List.of());
    }

    /** The same result around another answer; the mapper is not asked where there is none. */
    public <R extends @Nullable Object> AgentResult<R> map(Function<? super T, ? extends R> mapper) {
        T value = this.data;
        R mapped = (value == null) ? null : mapper.apply(value);
        return new AgentResult<>(
                this.status, mapped, this.note, this.reason, this.route, this.attempts, this.elapsed, this.failures);
    }
}
