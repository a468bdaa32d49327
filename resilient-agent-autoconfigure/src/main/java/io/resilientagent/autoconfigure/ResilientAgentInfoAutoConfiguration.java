package io.resilientagent.autoconfigure;

import io.resilientagent.actuate.AgentInfoContributor;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallEngine;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for what the application's info says about guarded calls. */
@AutoConfiguration(after = ResilientAgentAutoConfiguration.class)
@ConditionalOnClass({InfoContributor.class, ConditionalOnEnabledInfoContributor.class})
@ConditionalOnBean(CallEngine.class)
@ConditionalOnEnabledInfoContributor("resilient-agent")
public final class ResilientAgentInfoAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    AgentInfoContributor resilientAgentInfoContributor(CircuitRegistry circuits, CallCatalog catalog) {
        return new AgentInfoContributor(circuits, catalog);
    }
}
