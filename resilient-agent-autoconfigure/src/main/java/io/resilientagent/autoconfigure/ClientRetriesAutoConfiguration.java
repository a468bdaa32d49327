package io.resilientagent.autoconfigure;

import io.resilientagent.engine.CallCatalog;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Auto-configuration for the warnings of clients that retry by themselves. */
@AutoConfiguration(after = ResilientAgentAutoConfiguration.class)
@ConditionalOnBean(CallCatalog.class)
@ConditionalOnBooleanProperty(name = "resilient-agent.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "resilient-agent.disable-client-retries", matchIfMissing = true)
public final class ClientRetriesAutoConfiguration {

    @Bean
    static ClientRetriesCheck resilientAgentClientRetriesCheck(
            ConfigurableListableBeanFactory beanFactory, CallCatalog catalog, Environment environment) {
        SpringAiClients clients = new SpringAiClients(environment, beanFactory.getBeanClassLoader());
        return new ClientRetriesCheck(beanFactory, catalog, clients);
    }
}
