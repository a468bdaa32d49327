package io.resilientagent.benchmarks.circuit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;

/** Resilience4j's circuit breaker, without listeners. */
final class Resilience4jCircuit implements CircuitContender {

    private final CircuitBreaker breaker;

    Resilience4jCircuit(boolean timeWindow, SlidingWindowSynchronizationStrategy synchronization) {
        this.breaker = CircuitBreaker.of(
                "c",
                CircuitBreakerConfig.custom()
                        .failureRateThreshold(RATE)
                        .slidingWindow(
                                WINDOW,
                                MINIMUM,
                                timeWindow ? SlidingWindowType.TIME_BASED : SlidingWindowType.COUNT_BASED,
                                synchronization)
                        .slowCallDurationThreshold(Duration.ofSeconds(30))
                        .slowCallRateThreshold(100)
                        .waitDurationInOpenState(Duration.ofHours(1))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    @Override
    public boolean succeed(long start) {
        if (!this.breaker.tryAcquirePermission()) {
            return false;
        }
        this.breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return true;
    }

    @Override
    public boolean ask() {
        return this.breaker.tryAcquirePermission();
    }

    @Override
    public void open() {
        this.breaker.transitionToOpenState();
    }
}
