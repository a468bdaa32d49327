package io.resilientagent.benchmarks.call;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.resilientagent.autoconfigure.ResilientAgentMetricsAutoConfiguration;
import io.resilientagent.micrometer.CallMeters;
import io.resilientagent.micrometer.TokenMeters;

/** All three annotations, and all meters in a registry in memory. */
final class WithMicrometer extends OurContender {

    WithMicrometer(Setting setting) {
        super(application(setting).with((context) -> {
            context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
            context.register(ResilientAgentMetricsAutoConfiguration.class);
        }));
        MeterRegistry registry = application().bean(MeterRegistry.class);
        // As Spring Boot's actuator would.
        application().bean(CallMeters.class).bindTo(registry);
        application().bean(TokenMeters.class).bindTo(registry);
    }
}
