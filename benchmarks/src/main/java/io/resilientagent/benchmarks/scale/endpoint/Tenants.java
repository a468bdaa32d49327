package io.resilientagent.benchmarks.scale.endpoint;

import io.resilientagent.annotation.CircuitGuarded;

/** An agent with a circuit for each tenant. */
class Tenants {

    @CircuitGuarded(value = "tenant-#{#tenant}", settings = "tenants")
    public String answer(String tenant) {
        return tenant;
    }
}
