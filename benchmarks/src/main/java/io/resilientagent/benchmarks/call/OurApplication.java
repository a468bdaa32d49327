package io.resilientagent.benchmarks.call;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.resilientagent.autoconfigure.ResilientAgentAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * An application with this library and one guarded bean. Calls have no limit of time, so they stay on their caller's
 * thread, and nobody observes them, unless it is set up otherwise.
 */
final class OurApplication implements AutoCloseable {

    private static final String PREFIX = "resilient-agent.";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final Map<String, Object> properties = new HashMap<>();

    OurApplication(Class<?> agent, Setting setting) {
        with("calls.default.timeout", "0");
        with("calls.default.retry.delay", "0");
        with("calls.default.retry.max-attempts", Setting.ATTEMPTS);
        with("circuits.default.failure-threshold", 0);
        with("circuits.default.failure-rate-threshold", setting.failureRate());
        with("circuits.default.sliding-window-size", Setting.WINDOW);
        with("circuits.default.minimum-number-of-calls", Setting.MINIMUM);
        with("circuits.default.wait-duration-in-open-state", "1h");
        with("circuits.default.max-wait-duration-in-open-state", "1h");
        if (setting == Setting.FAILING_WITH_RETRY) {
            // No peer has a budget, and two retries for each call would soon be refused.
            with("circuits.default.retry-budget.capacity", 0);
        }
        this.context.register(agent, ResilientAgentAutoConfiguration.class);
    }

    /** Sets a key of the library. */
    OurApplication with(String key, Object value) {
        this.properties.put(PREFIX + key, value);
        return this;
    }

    OurApplication with(Consumer<AnnotationConfigApplicationContext> customizer) {
        customizer.accept(this.context);
        return this;
    }

    OurApplication start() {
        this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("call", this.properties));
        this.context.refresh();
        return this;
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    @Override
    public void close() {
        this.context.close();
    }
}
