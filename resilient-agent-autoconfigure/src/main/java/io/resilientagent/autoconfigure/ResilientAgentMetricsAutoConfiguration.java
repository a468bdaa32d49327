package io.resilientagent.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallEngine;
import io.resilientagent.engine.Workers;
import io.resilientagent.micrometer.CallMeters;
import io.resilientagent.micrometer.CircuitMeters;
import io.resilientagent.micrometer.ObservationMeterFilter;
import io.resilientagent.micrometer.TokenMeters;
import io.resilientagent.micrometer.UsageReaders;
import io.resilientagent.time.Ticker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Auto-configuration for the meters of guarded calls. */
@AutoConfiguration(
        after = ResilientAgentAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, CallEngine.class})
@Import(UsageConfiguration.class)
public final class ResilientAgentMetricsAutoConfiguration {

    @Bean
    CallMeters resilientAgentCallMeters(CallCatalog catalog) {
        return new CallMeters(catalog);
    }

    @Bean
    TokenMeters resilientAgentTokenMeters(CallCatalog catalog, UsageReaders usages) {
        return new TokenMeters(catalog, usages);
    }

    @Bean
    static ObservationMeterFilter resilientAgentObservationMeterFilter() {
        return new ObservationMeterFilter();
    }

    @Bean
    CircuitMeters resilientAgentCircuitMeters(
            CircuitRegistry circuits, CallCatalog catalog, Workers workers, ObjectProvider<Ticker> ticker) {
        return new CircuitMeters(circuits, catalog, workers, ticker.getIfAvailable(Ticker::system));
    }
}
