package io.resilientagent.autoconfigure;

import java.time.Clock;

import io.resilientagent.actuate.AgentCircuitsEndpoint;
import io.resilientagent.actuate.AgentCircuitsWebExtension;
import io.resilientagent.actuate.CallStatistics;
import io.resilientagent.actuate.UnknownArguments;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallEngine;
import io.resilientagent.engine.Guards;
import io.resilientagent.time.Ticker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the endpoint {@code agentcircuits}. */
@AutoConfiguration(after = ResilientAgentAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(AgentCircuitsEndpoint.class)
@ConditionalOnBean(CallEngine.class)
public final class AgentCircuitsEndpointAutoConfiguration {

    @Bean
    CallStatistics resilientAgentCallStatistics() {
        return new CallStatistics();
    }

    @Bean
    @ConditionalOnMissingBean
    AgentCircuitsEndpoint agentCircuitsEndpoint(
            CircuitRegistry circuits,
            Guards guards,
            CallCatalog catalog,
            CallStatistics statistics,
            ObjectProvider<Ticker> ticker,
            ApplicationEventPublisher publisher) {
        return new AgentCircuitsEndpoint(
                circuits,
                guards,
                catalog,
                statistics,
                ticker.getIfAvailable(Ticker::system),
                Clock.systemUTC(),
                publisher);
    }

    @Bean
    @ConditionalOnMissingBean
    AgentCircuitsWebExtension agentCircuitsWebExtension(AgentCircuitsEndpoint endpoint) {
        return new AgentCircuitsWebExtension(endpoint);
    }

    @Bean
    static UnknownArguments agentCircuitsUnknownArguments() {
        return new UnknownArguments();
    }
}
