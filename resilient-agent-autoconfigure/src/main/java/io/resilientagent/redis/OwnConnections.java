package io.resilientagent.redis;

import java.time.Duration;
import java.util.Optional;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.resource.ClientResources;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

/**
 * Connections to the application's Redis that are nobody else's, so that a dead one can be closed, with a short limit.
 *
 * @param given how the application connects
 */
record OwnConnections(LettuceClientConfiguration given) implements LettuceClientConfiguration {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Null where it cannot be told how the application connects. */
    static @Nullable LettuceConnectionFactory like(LettuceConnectionFactory factory) {
        if (factory.getClass() != LettuceConnectionFactory.class) {
            return null;
        }
        OwnConnections client = new OwnConnections(factory.getClientConfiguration());
        if (factory.getClusterConfiguration() != null) {
            return started(new LettuceConnectionFactory(factory.getClusterConfiguration(), client));
        }
        if (factory.getSentinelConfiguration() != null) {
            return started(new LettuceConnectionFactory(factory.getSentinelConfiguration(), client));
        }
        if (factory.getSocketConfiguration() != null) {
            return started(new LettuceConnectionFactory(factory.getSocketConfiguration(), client));
        }
        RedisStandaloneConfiguration standalone = factory.getStandaloneConfiguration();
        // what a factory of static replicas, which does not tell of them, answers here
        return standalone.equals(new RedisStandaloneConfiguration())
                ? null
                : started(new LettuceConnectionFactory(standalone, client));
    }

    private static LettuceConnectionFactory started(LettuceConnectionFactory factory) {
        factory.setShareNativeConnection(false);
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    /** A client that connects again by itself hides that news were missed meanwhile, and that Redis may be empty. */
    private static ClientOptions noticingLoss(ClientOptions options) {
        return (options instanceof ClusterClientOptions)
                ? options
                : options.mutate().autoReconnect(false).build();
    }

    @Override
    public boolean isUseSsl() {
        return this.given.isUseSsl();
    }

    @Override
    @SuppressWarnings("deprecation")
    public boolean isVerifyPeer() {
        return this.given.isVerifyPeer();
    }

    @Override
    public SslVerifyMode getVerifyMode() {
        return this.given.getVerifyMode();
    }

    @Override
    public boolean isStartTls() {
        return this.given.isStartTls();
    }

    @Override
    public Optional<ClientResources> getClientResources() {
        return this.given.getClientResources();
    }

    @Override
    public Optional<ClientOptions> getClientOptions() {
        return this.given.getClientOptions().map(OwnConnections::noticingLoss);
    }

    @Override
    public Optional<String> getClientName() {
        return this.given.getClientName();
    }

    @Override
    public Optional<ReadFrom> getReadFrom() {
        return this.given.getReadFrom();
    }

    @Override
    public Optional<RedisCredentialsProviderFactory> getRedisCredentialsProviderFactory() {
        return this.given.getRedisCredentialsProviderFactory();
    }

    @Override
    public Duration getCommandTimeout() {
        Duration timeout = this.given.getCommandTimeout();
        return (timeout.isZero() || timeout.compareTo(TIMEOUT) > 0) ? TIMEOUT : timeout;
    }

    @Override
    public Duration getShutdownTimeout() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration getShutdownQuietPeriod() {
        return Duration.ZERO;
    }
}
