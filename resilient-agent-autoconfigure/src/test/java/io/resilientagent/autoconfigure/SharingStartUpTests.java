package io.resilientagent.autoconfigure;

import io.resilientagent.redis.SharedCircuits;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class SharingStartUpTests {

    private static ApplicationContextRunner runner() {
        return StartUp.runner()
                .withConfiguration(AutoConfigurations.of(ResilientAgentSharingAutoConfiguration.class))
                .withPropertyValues("spring.application.name=shop", "resilient-agent.sharing.enabled=true");
    }

    private static ApplicationContextRunner withRedis() {
        return runner().withBean(
                        "one", LettuceConnectionFactory.class, () -> new LettuceConnectionFactory("localhost", 1));
    }

    @Test
    void isOffByDefaultAndWithoutGuards() {
        withRedis()
                .withPropertyValues("resilient-agent.sharing.enabled=false")
                .run((context) -> assertThat(context).doesNotHaveBean(SharedCircuits.class));
        withRedis()
                .withPropertyValues("resilient-agent.enabled=false")
                .run((context) -> assertThat(context).doesNotHaveBean(SharedCircuits.class));
    }

    @Test
    void startsWhereRedisIsNotThere() {
        withRedis().run((context) -> assertThat(context).hasNotFailed().hasSingleBean(SharedCircuits.class));
    }

    @Test
    void needsSpringDataRedis() {
        assertThat(StartUp.refusal(runner().withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))))
                .contains("Spring Data Redis is not on the classpath");
    }

    @Test
    void needsOneConnectionFactory() {
        assertThat(StartUp.refusal(runner())).contains("there is no bean of type RedisConnectionFactory");
        assertThat(StartUp.refusal(withRedis()
                        .withBean("two", RedisConnectionFactory.class, () -> new LettuceConnectionFactory())))
                .contains("none is primary");
    }

    @Test
    void needsAPrefixThatCanBePartOfAKey() {
        assertThat(StartUp.refusal(withRedis().withPropertyValues("spring.application.name=")))
                .contains("'resilient-agent.sharing.key-prefix'");
        assertThat(StartUp.refusal(withRedis().withPropertyValues("resilient-agent.sharing.key-prefix={a}")))
                .contains("key-prefix' ({a}): must be 1 to 128");
        assertThat(StartUp.refusal(withRedis().withPropertyValues("resilient-agent.sharing.circuits=a b")))
                .contains("circuits' (a b): must be 1 to 128");
    }
}
