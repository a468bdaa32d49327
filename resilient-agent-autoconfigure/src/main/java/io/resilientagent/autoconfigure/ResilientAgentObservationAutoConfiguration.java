package io.resilientagent.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.resilientagent.engine.CallEngine;
import io.resilientagent.micrometer.AttemptObservationConvention;
import io.resilientagent.micrometer.CallObservationConvention;
import io.resilientagent.micrometer.CallObservations;
import io.resilientagent.micrometer.ObservedNames;
import io.resilientagent.micrometer.UsageReaders;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.function.SingletonSupplier;

/** Auto-configuration for the observations of guarded calls, of which traces are made. */
@AutoConfiguration(
        after = {ResilientAgentAutoConfiguration.class, ResilientAgentMetricsAutoConfiguration.class},
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ObservationRegistry.class, MeterRegistry.class})
@ConditionalOnBean({ObservationRegistry.class, CallEngine.class})
@Import(UsageConfiguration.class)
public final class ResilientAgentObservationAutoConfiguration {

    @Bean
    @Lazy(false)
    CallObservations resilientAgentCallObservations(
            ObjectProvider<ObservationRegistry> registry,
            ObjectProvider<CallObservationConvention> calls,
            ObjectProvider<AttemptObservationConvention> attempts,
            UsageReaders usages) {
        return new CallObservations(
                SingletonSupplier.of(registry::getObject),
                new ObservedNames(calls.getIfAvailable(), attempts.getIfAvailable()),
                usages);
    }
}
