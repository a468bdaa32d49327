package io.resilientagent.autoconfigure;

import io.resilientagent.autoconfigure.ChainConversionConfiguration.TargetConverter;
import io.resilientagent.plan.PlanFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;

/** Changes the numbers of circuits when Spring Cloud says that the environment has changed. */
final class CircuitRefresh implements ApplicationListener<EnvironmentChangeEvent> {

    private static final Log logger = LogFactory.getLog(CircuitRefresh.class);

    private static final String PREFIX = "resilient-agent";

    private final ConfigurableEnvironment environment;

    private final PlanFactory plans;

    CircuitRefresh(ConfigurableEnvironment environment, PlanFactory plans) {
        this.environment = environment;
        this.plans = plans;
    }

    @Override
    public void onApplicationEvent(EnvironmentChangeEvent event) {
        if (event.getKeys().stream().noneMatch((key) -> key.startsWith(PREFIX))) {
            return;
        }
        try {
            this.plans.refreshCircuits(binder().bindOrCreate(
                            PREFIX,
                            Bindable.of(ResilientAgentProperties.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                    .circuits());
            logger.info("Circuits have the numbers that are configured now; calls keep theirs until the next start");
        } catch (RuntimeException ex) {
            logger.error(
                    "Circuits keep their numbers, since what is configured now under '" + PREFIX + "' is wrong", ex);
        }
    }

    private Binder binder() {
        ApplicationConversionService conversion = new ApplicationConversionService();
        conversion.addConverter(new TargetConverter());
        return new Binder(
                ConfigurationPropertySources.get(this.environment),
                new PropertySourcesPlaceholdersResolver(this.environment),
                conversion);
    }
}
