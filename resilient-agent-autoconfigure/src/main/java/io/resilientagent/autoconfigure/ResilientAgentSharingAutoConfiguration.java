package io.resilientagent.autoconfigure;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.plan.InvalidGuardException;
import io.resilientagent.redis.SharedCircuits;
import io.resilientagent.redis.SharingSettings;
import io.resilientagent.time.Ticker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.StringUtils;

/** Auto-configuration for circuits that a fleet shares through Redis. */
@AutoConfiguration(
        after = ResilientAgentAutoConfiguration.class,
        afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnBooleanProperty("resilient-agent.sharing.enabled")
@ConditionalOnBooleanProperty(name = "resilient-agent.enabled", matchIfMissing = true)
public final class ResilientAgentSharingAutoConfiguration {

    private static final String ENABLED = "resilient-agent.sharing.enabled";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RedisConnectionFactory.class)
    static class Redis {

        @Bean
        SharedCircuits resilientAgentSharedCircuits(
                CircuitRegistry circuits,
                ObjectProvider<RedisConnectionFactory> factories,
                ResilientAgentProperties properties,
                Environment environment,
                ObjectProvider<Ticker> ticker) {
            RedisConnectionFactory factory = factories.getIfUnique();
            if (factory == null) {
                boolean none = factories.stream().findAny().isEmpty();
                throw InvalidGuardException.ofKey(
                        ENABLED,
                        none
                                ? "there is no bean of type RedisConnectionFactory"
                                : "there are several beans of type RedisConnectionFactory and none is primary",
                        none
                                ? "Configure spring.data.redis, or set the key to false"
                                : "Mark one of them as @Primary, or set the key to false");
            }
            SharingSettings settings = new SharingSettings(
                    prefix(properties, environment), properties.sharing().circuits());
            return new SharedCircuits(circuits, factory, settings, ticker.getIfAvailable(Ticker::system));
        }

        private static String prefix(ResilientAgentProperties properties, Environment environment) {
            String prefix = properties.sharing().keyPrefix();
            String name = (prefix != null) ? prefix : environment.getProperty("spring.application.name");
            if (!StringUtils.hasText(name)) {
                throw InvalidGuardException.ofKey(
                        "resilient-agent.sharing.key-prefix",
                        "nobody says with whom circuits are shared, as spring.application.name is not set",
                        "Set one of the two keys");
            }
            return (prefix != null) ? prefix : name.replaceAll("[^A-Za-z0-9._:/@-]", "_");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.data.redis.connection.RedisConnectionFactory")
    static class NoRedis {

        NoRedis() {
            throw InvalidGuardException.ofKey(
                    ENABLED,
                    "Spring Data Redis is not on the classpath",
                    "Add spring-boot-starter-data-redis, or set the key to false");
        }
    }
}
