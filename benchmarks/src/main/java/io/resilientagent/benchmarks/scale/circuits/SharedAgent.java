package io.resilientagent.benchmarks.scale.circuits;

import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.resilientagent.annotation.CircuitGuarded;

/** Two methods with a circuit each. */
class SharedAgent {

    @CircuitGuarded("shared")
    public String ours() {
        return "answer";
    }

    @CircuitBreaker(name = "shared")
    public String theirs() {
        return "answer";
    }
}
