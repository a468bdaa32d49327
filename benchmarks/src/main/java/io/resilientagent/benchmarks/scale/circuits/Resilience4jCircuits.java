package io.resilientagent.benchmarks.scale.circuits;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

/** Resilience4j's registry, asked by hand: its annotations do compute names, but this is the least it can cost. */
final class Resilience4jCircuits implements NamedCircuits {

    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .build());

    @Override
    public Object call(String tenant) {
        return this.registry.circuitBreaker("tenant-" + tenant).executeSupplier(() -> tenant);
    }
}
