package io.resilientagent.benchmarks.circuit;

import java.time.Duration;

import dev.failsafe.CircuitBreaker;

/** Failsafe's circuit breaker. It knows no slow calls, so it never asks how long a call took. */
final class FailsafeCircuit implements CircuitContender {

    private final CircuitBreaker<Object> breaker;

    FailsafeCircuit(boolean timeWindow) {
        var builder = CircuitBreaker.builder().withDelay(Duration.ofHours(1)).withSuccessThreshold(1);
        this.breaker = timeWindow
                ? builder.withFailureRateThreshold(RATE, MINIMUM, Duration.ofSeconds(WINDOW))
                        .build()
                : builder.withFailureThreshold(WINDOW * RATE / 100, WINDOW).build();
    }

    @Override
    public boolean succeed(long start) {
        if (!this.breaker.tryAcquirePermit()) {
            return false;
        }
        this.breaker.recordSuccess();
        return true;
    }

    @Override
    public boolean ask() {
        return this.breaker.tryAcquirePermit();
    }

    @Override
    public void open() {
        this.breaker.open();
    }
}
