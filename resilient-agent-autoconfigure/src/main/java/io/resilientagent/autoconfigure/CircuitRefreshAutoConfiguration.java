package io.resilientagent.autoconfigure;

import io.resilientagent.plan.PlanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Auto-configuration for circuits that follow Spring Cloud's refresh. */
@AutoConfiguration(after = ResilientAgentAutoConfiguration.class)
@ConditionalOnClass(EnvironmentChangeEvent.class)
@ConditionalOnBean(PlanFactory.class)
public final class CircuitRefreshAutoConfiguration {

    @Bean
    CircuitRefresh resilientAgentCircuitRefresh(ConfigurableEnvironment environment, PlanFactory plans) {
        return new CircuitRefresh(environment, plans);
    }
}
