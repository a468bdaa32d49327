package io.resilientagent.benchmarks.scale.circuits;

import java.util.Map;

import io.resilientagent.benchmarks.scale.Applications;
import org.springframework.context.ConfigurableApplicationContext;

/** A guarded method whose circuit has a computed name. */
final class OurCircuits implements NamedCircuits {

    private final ConfigurableApplicationContext context =
            Applications.start(Map.of("resilient-agent.max-circuits", 20_000), Tenants.class);

    private final Tenants tenants = this.context.getBean(Tenants.class);

    @Override
    public Object call(String tenant) {
        return this.tenants.answer(tenant);
    }

    @Override
    public void close() {
        this.context.close();
    }
}
