package io.resilientagent;

import java.io.IOException;
import java.io.Serializable;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Flux;
import redis.embedded.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers that a fleet shares through a real Redis, with the serialisation that Spring Data Redis has by itself. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CachedInRedisTests {

    private final int port = freePort();

    private RedisServer redis;

    @BeforeEach
    void startRedis() throws IOException {
        this.redis = RedisServer.newRedisServer()
                .port(this.port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        this.redis.start();
    }

    @AfterEach
    void stopRedis() throws IOException {
        this.redis.stop();
    }

    @Test
    void givesOneInstancesAnswerToAnother() {
        runner().run((one) -> {
            one.getBean(Agent.class).answer("x");
            one.getBean(Agent.class).number("x");
            one.getBean(Agent.class).reply("x");
            one.getBean(Agent.class).flux("x").blockLast();
            awaitKeys(one, 4);
        });
        runner().run((other) -> {
            other.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            AgentResult<String> answer = other.getBean(Agent.class).answer("x");
            assertThat(answer.status()).isEqualTo(Status.DEGRADED);
            assertThat(answer.data()).isEqualTo("answer to x");
            assertThat(answer.note()).startsWith("Using cached response from ");
            assertThat(other.getBean(Agent.class).number("x")).isEqualTo(11);
            assertThat(other.getBean(Agent.class).reply("x")).isEqualTo(new Reply("answer to x"));
            assertThat(other.getBean(Agent.class).flux("x").collectList().block())
                    .containsExactly("answer to x", "end");
        });
    }

    @Test
    void goesOnWithoutRedisAndWithItAgain() {
        runner().run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.answer("x");
            awaitKeys(context, 1);
            this.redis.stop();
            assertThat(agent.answer("y").status()).isEqualTo(Status.SUCCESS);
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            AgentResult<String> failed = agent.answer("x");
            assertThat(failed.status()).isEqualTo(Status.FAILED);
            assertThat(failed.note()).contains("cached: the cache ");
            startRedis();
            FakeProvider provider = context.getBean(FakeProvider.class);
            Await.until("an answer that is kept again", () -> {
                provider.outage(null);
                agent.answer("z");
                provider.outage(FailureKind.OVERLOADED);
                return "answer to z".equals(agent.answer("z").data());
            });
        });
    }

    @Test
    void warnsOnceOfAnAnswerThatRedisCannotTake(CapturedOutput output) {
        runner().run((context) -> {
            Agent agent = context.getBean(Agent.class);
            for (int i = 0; i < 3; i++) {
                assertThat(agent.plain("x").text()).isEqualTo("answer to x");
            }
            agent.answer("x");
            awaitKeys(context, 1);
            Await.until("a warning", () -> output.getAll().contains("is not Serializable"));
        });
        assertThat(output)
                .containsOnlyOnce("Call 'plain' has an answer that could not be stored")
                .contains("Plain is not Serializable, which a cache outside this process may need")
                .doesNotContain("answer to x");
    }

    private ApplicationContextRunner runner() {
        return Guarded.byRealTime(Agent.class, Redis.class)
                .withPropertyValues(
                        "redis.port=" + this.port,
                        "resilient-agent.cache.timeout=2s",
                        "resilient-agent.calls.default.retry.max-attempts=1");
    }

    private static void awaitKeys(ApplicationContext context, int count) {
        Await.until(count + " keys", () -> keys(context) == count);
    }

    private static int keys(ApplicationContext context) {
        try (var connection = context.getBean(LettuceConnectionFactory.class).getConnection()) {
            Set<byte[]> keys = connection.keyCommands().keys("resilient-agent::*".getBytes());
            return (keys != null) ? keys.size() : 0;
        } catch (DataAccessException ex) {
            return -1;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    static class Redis {

        @Bean
        ClientResources resources() {
            return ClientResources.builder()
                    .reconnectDelay(Delay.constant(Duration.ofMillis(50)))
                    .build();
        }

        @Bean
        LettuceConnectionFactory connections(Environment environment, ClientResources resources) {
            return new LettuceConnectionFactory(
                    new RedisStandaloneConfiguration(
                            "127.0.0.1", environment.getRequiredProperty("redis.port", int.class)),
                    LettuceClientConfiguration.builder()
                            .clientResources(resources)
                            .commandTimeout(Duration.ofSeconds(5))
                            .build());
        }

        @Bean
        RedisCacheManager caches(LettuceConnectionFactory connections) {
            return RedisCacheManager.builder(connections)
                    .withCacheConfiguration("resilient-agent", RedisCacheConfiguration.defaultCacheConfig())
                    .build();
        }
    }

    record Reply(String text) implements Serializable {}

    record Plain(String text) {}

    static class Agent {

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall("answer")
        @Fallback(cached = true)
        public AgentResult<String> answer(String question) {
            return AgentResult.success(this.provider.ask(question));
        }

        @LlmCall("number")
        @Fallback(cached = true)
        public int number(String question) {
            return this.provider.ask(question).length();
        }

        @LlmCall("reply")
        @Fallback(cached = true)
        public Reply reply(String question) {
            return new Reply(this.provider.ask(question));
        }

        @LlmCall("plain")
        @Fallback(cached = true)
        public Plain plain(String question) {
            return new Plain(this.provider.ask(question));
        }

        @LlmCall("flux")
        @Fallback(cached = true)
        public Flux<String> flux(String question) {
            return Flux.defer(() -> Flux.just(this.provider.ask(question), "end"));
        }
    }
}
