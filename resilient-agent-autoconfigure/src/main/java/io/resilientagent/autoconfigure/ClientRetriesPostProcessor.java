package io.resilientagent.autoconfigure;

import java.util.Map;

import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Turns off the retries of Spring AI's clients, which would multiply with ours, and lifts their timeouts above every
 * limit of ours. What the application sets itself, in whatever source, stays.
 */
final class ClientRetriesPostProcessor implements EnvironmentPostProcessor, Ordered {

    private final Log logger;

    ClientRetriesPostProcessor(DeferredLogFactory logs) {
        this.logger = logs.getLog(ClientRetriesPostProcessor.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        SpringAiClients clients = new SpringAiClients(environment, application.getClassLoader());
        if (clients.areLeftAlone()) {
            return;
        }
        Map<String, Object> values = clients.missingValues();
        if (!values.isEmpty()) {
            // The one source that stays below those which come later, such as @PropertySource.
            DefaultPropertiesPropertySource.addOrMerge(values, environment.getPropertySources());
            this.logger.info("Clients of models leave retries and timeouts to resilient-agent: " + values
                    + "; 'resilient-agent.disable-client-retries: false' leaves them as they are");
        }
    }

    /** After all that read the configuration. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
