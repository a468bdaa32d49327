package io.resilientagent.autoconfigure;

import java.time.Clock;

import io.resilientagent.actuate.CircuitsHealthIndicator;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSharing;
import io.resilientagent.engine.CallEngine;
import io.resilientagent.time.Ticker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the health contributor {@code agentCircuits}. */
@AutoConfiguration(after = ResilientAgentAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(CallEngine.class)
@ConditionalOnEnabledHealthIndicator("agentcircuits")
public final class ResilientAgentHealthAutoConfiguration {

    /** The contributor is named after the bean. */
    @Bean
    @ConditionalOnMissingBean(name = "agentCircuitsHealthIndicator")
    CircuitsHealthIndicator agentCircuitsHealthIndicator(
            CircuitRegistry circuits,
            ObjectProvider<Ticker> ticker,
            ObjectProvider<CircuitSharing> sharing,
            ResilientAgentProperties properties) {
        Status whileOpen = new Status(properties.health().openCircuitStatus().name());
        return new CircuitsHealthIndicator(
                circuits,
                ticker.getIfAvailable(Ticker::system),
                Clock.systemUTC(),
                whileOpen,
                sharing.getIfAvailable());
    }
}
