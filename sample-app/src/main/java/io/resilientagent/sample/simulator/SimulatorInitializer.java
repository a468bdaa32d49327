package io.resilientagent.sample.simulator;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Takes a port for the provider simulator before any client is made, and tells where it is in
 * {@code sample.simulator.url}. With profile {@value #LIVE} there is no simulator; then the keys of the real providers
 * have to be set.
 *
 * <p>{@code sample.simulator.port} asks for a port, {@code sample.simulator.seed} makes shares of calls repeatable.
 */
public class SimulatorInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

    static final String LIVE = "live";

    private static final List<String> KEYS = List.of("OPENAI_API_KEY", "ANTHROPIC_API_KEY");

    @Override
    public void initialize(GenericApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.matchesProfiles(LIVE)) {
            requireKeys(environment);
            return;
        }
        Simulator simulator =
                new Simulator(environment.getProperty("sample.simulator.port", Integer.class, 0), random(environment));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("simulator", Map.of("sample.simulator.url", simulator.url())));
        context.registerBean("simulator", Simulator.class, () -> simulator, SimulatorInitializer::startWithContext);
    }

    private static void requireKeys(Environment environment) {
        List<String> missing = KEYS.stream()
                .filter((key) -> !StringUtils.hasText(environment.getProperty(key)))
                .toList();
        if (!missing.isEmpty()) {
            throw new MissingKeysException(missing);
        }
    }

    private static Random random(Environment environment) {
        Long seed = environment.getProperty("sample.simulator.seed", Long.class);
        return (seed != null) ? new Random(seed) : new Random();
    }

    private static void startWithContext(BeanDefinition definition) {
        ((AbstractBeanDefinition) definition).setInitMethodName("start");
    }
}
