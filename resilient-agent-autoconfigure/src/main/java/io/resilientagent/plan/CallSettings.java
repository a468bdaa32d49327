package io.resilientagent.plan;

import java.time.Duration;
import java.util.List;

import io.resilientagent.CallType;
import io.resilientagent.Repeat;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * What is configured for a call; null where nothing is. Layers of it are laid over one another, value by value.
 *
 * @param enabled whether the call is guarded; false is one attempt on the first target, without policy or fallback
 * @param type what is asked for; decides the default limits
 * @param model the provider and model that the method talks to, {@code provider/model}
 * @param account whose key or quota is used: a template over the method's arguments; may name a bean
 * @param timeout the limit of one attempt; 0 is none
 * @param timeoutMode on which thread an attempt runs; no matter for futures and publishers
 * @param deadline the limit of the whole call; 0 is none
 * @param reserve what an attempt leaves of the deadline for each later model route
 * @param repeat whether the method may be begun again
 * @param rejectBlank whether a blank text is a failure
 * @param firstItemTimeout the limit of one attempt of a stream, up to its first content; the timeout if not set
 * @param idleTimeout the longest wait for a later item of a stream that somebody asked for; 0 is none
 * @param maxStreamDuration the limit of a whole stream; 0 is none
 * @param retry how often and how soon a failed attempt is tried again
 * @param retryBudget how many retries the call can afford; only for calls without a circuit
 * @param circuit the name of a circuit around the method; adds or replaces {@code @CircuitGuarded}
 * @param waitForCircuit how long a call whose every route is refused by a circuit waits until one admits calls again;
 *     0 is not at all
 * @param maxConcurrentCalls how many attempts may run at the same time; 0 is any number
 * @param cache the cached answers, of calls with a step {@code cached}
 * @param chain the targets to ask, in order; replaces the model
 * @param fallback the steps after the targets, in order; replaces those of the annotations
 * @param bean the name of a bean whose methods are this call, since they cannot be annotated
 * @param methods the names of these methods, with all their overloads
 * @param pointcut selects the methods that are this call, in AspectJ's language
 */
public record CallSettings(
        @Nullable Boolean enabled,
        @Nullable CallType type,
        @Nullable String model,
        @Nullable String account,
        @Nullable Duration timeout,
        @Nullable TimeoutMode timeoutMode,
        @Nullable Duration deadline,
        @Nullable Duration reserve,
        @Nullable Repeat repeat,
        @Nullable Boolean rejectBlank,
        @Nullable Duration firstItemTimeout,
        @Nullable Duration idleTimeout,
        @Nullable Duration maxStreamDuration,
        @Nullable RetryValues retry,
        @Nullable BudgetValues retryBudget,
        @Nullable String circuit,
        @Nullable Duration waitForCircuit,
        @Nullable Integer maxConcurrentCalls,
        @Nullable CacheValues cache,
        @Nullable List<TargetSettings> chain,
        @Nullable List<StepSettings> fallback,
        @Nullable String bean,
        @Nullable List<String> methods,
        @Nullable String pointcut) {

    /** Nothing configured. */
    public static final CallSettings NONE = annotated(null, null, null, null, null, null);

    public CallSettings {
        checkNotNegative("timeout", timeout);
        checkNotNegative("deadline", deadline);
        checkNotNegative("reserve", reserve);
        checkNotNegative("first-item-timeout", firstItemTimeout);
        checkNotNegative("idle-timeout", idleTimeout);
        checkNotNegative("max-stream-duration", maxStreamDuration);
        checkNotNegative("wait-for-circuit", waitForCircuit);
        Assert.isTrue(
                maxConcurrentCalls == null || maxConcurrentCalls >= 0,
                () -> "Invalid 'max-concurrent-calls' (" + maxConcurrentCalls
                        + "): must not be negative; 0 is no limit");
        TargetSettings.checkModel("model", model);
    }

    /** What an annotation can say. */
    static CallSettings annotated(
            @Nullable CallType type,
            @Nullable String model,
            @Nullable String account,
            @Nullable Duration timeout,
            @Nullable Repeat repeat,
            @Nullable RetryValues retry) {
        return new CallSettings(
                null, type, model, account, timeout, null, null, null, repeat, null, null, null, null, retry, null,
                null, null, null, null, null, null, null, null, null);
    }

    static void checkNotNegative(String key, @Nullable Duration value) {
        Assert.isTrue(
                value == null || !value.isNegative(),
                () -> "Invalid '" + key + "' (" + value + "): must not be negative; 0 is none");
    }

    /** These values, and those of a lower layer where this one has none. */
    CallSettings over(CallSettings lower) {
        return new CallSettings(
                first(this.enabled, lower.enabled),
                first(this.type, lower.type),
                first(this.model, lower.model),
                first(this.account, lower.account),
                first(this.timeout, lower.timeout),
                first(this.timeoutMode, lower.timeoutMode),
                first(this.deadline, lower.deadline),
                first(this.reserve, lower.reserve),
                first(this.repeat, lower.repeat),
                first(this.rejectBlank, lower.rejectBlank),
                first(this.firstItemTimeout, lower.firstItemTimeout),
                first(this.idleTimeout, lower.idleTimeout),
                first(this.maxStreamDuration, lower.maxStreamDuration),
                (this.retry != null) ? this.retry.over(lower.retry) : lower.retry,
                (this.retryBudget != null) ? this.retryBudget.over(lower.retryBudget) : lower.retryBudget,
                first(this.circuit, lower.circuit),
                first(this.waitForCircuit, lower.waitForCircuit),
                first(this.maxConcurrentCalls, lower.maxConcurrentCalls),
                first(this.cache, lower.cache),
                first(this.chain, lower.chain),
                first(this.fallback, lower.fallback),
                first(this.bean, lower.bean),
                first(this.methods, lower.methods),
                first(this.pointcut, lower.pointcut));
    }

    static <T> @Nullable T first(@Nullable T upper, @Nullable T lower) {
        return (upper != null) ? upper : lower;
    }
}
