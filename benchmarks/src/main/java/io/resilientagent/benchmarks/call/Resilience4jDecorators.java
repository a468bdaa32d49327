package io.resilientagent.benchmarks.call;

import java.time.Duration;
import java.util.function.Function;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;

/** Resilience4j by hand: functions that were decorated once, a fallback in a catch clause, no proxy and no listener. */
final class Resilience4jDecorators implements Contender {

    private final boolean fallback;

    private final Function<Work, String> agent;

    Resilience4jDecorators(Setting setting) {
        this.fallback = setting.hasFallback();
        CircuitBreaker breaker = CircuitBreaker.of(
                "circuit",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(Setting.WINDOW)
                        .minimumNumberOfCalls(Setting.MINIMUM)
                        .failureRateThreshold(setting.failureRate())
                        .waitDurationInOpenState(Duration.ofHours(1))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        Retry retry = Retry.of(
                "circuit",
                RetryConfig.custom()
                        .maxAttempts(Setting.ATTEMPTS)
                        .intervalFunction((attempt) -> 0L)
                        .ignoreExceptions(CallNotPermittedException.class)
                        .build());
        Agent plain = new Agent();
        this.agent = Retry.decorateFunction(retry, CircuitBreaker.decorateFunction(breaker, plain::answer));
    }

    @Override
    public Object call(Work work) {
        try {
            return this.agent.apply(work);
        } catch (RuntimeException ex) {
            if (this.fallback) {
                return Work.INSTEAD;
            }
            throw ex;
        }
    }
}
