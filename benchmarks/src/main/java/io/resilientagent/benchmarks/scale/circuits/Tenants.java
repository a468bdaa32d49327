package io.resilientagent.benchmarks.scale.circuits;

import io.resilientagent.annotation.CircuitGuarded;

/** An agent with a circuit for each tenant. */
class Tenants {

    @CircuitGuarded(value = "tenant-#{#tenant}", settings = "tenants")
    public String answer(String tenant) {
        return tenant;
    }
}
