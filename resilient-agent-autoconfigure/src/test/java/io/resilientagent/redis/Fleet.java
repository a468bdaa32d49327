package io.resilientagent.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;

/** Instances in one JVM that share circuits through a real Redis, each by a network of its own. */
final class Fleet implements AutoCloseable {

    /** What an application's own subclass is, of which nothing is known. */
    private static final class BrittleFactory extends LettuceConnectionFactory {

        private final AtomicBoolean thrown = new AtomicBoolean();

        BrittleFactory(RedisStandaloneConfiguration redis) {
            super(redis);
        }

        @Override
        public RedisConnection getConnection() {
            if (this.thrown.compareAndSet(false, true)) {
                throw new NoClassDefFoundError("a part of the client");
            }
            return super.getConnection();
        }
    }

    private static final class OtherFactory extends LettuceConnectionFactory {
        OtherFactory(RedisStandaloneConfiguration redis) {
            super(redis);
        }
    }

    private final List<Instance> instances = new ArrayList<>();

    private final int port = freePort();

    private @Nullable RedisServer redis;

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    void startRedis() throws IOException {
        this.redis = RedisServer.newRedisServer()
                .port(this.port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        this.redis.start();
    }

    void stopRedis() throws IOException {
        Objects.requireNonNull(this.redis).stop();
    }

    /** Sends Redis a signal. */
    void signal(String signal) throws IOException, InterruptedException {
        ProcessHandle process = ProcessHandle.current()
                .descendants()
                .filter((child) -> child.info().command().orElse("").contains("redis"))
                .findFirst()
                .orElseThrow();
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Adds an instance that shares. */
    Instance instance() throws IOException {
        return shared(start("*", 1));
    }

    /** Adds one that shares only these circuits. */
    Instance instance(String circuits) throws IOException {
        return shared(start(circuits, 1));
    }

    /** Adds one that reads every three seconds, and minds a second's silence. */
    Instance hastyInstance() throws IOException {
        return shared(start("*", 6));
    }

    /** Adds one that has to use the application's own connections. */
    Instance guestInstance() throws IOException {
        Proxy network = new Proxy(this.port);
        return shared(add(network, new OtherFactory(redis(network.port())), "*", 1));
    }

    /** Adds one whose client throws an Error at its first connection. */
    Instance brittleInstance() throws IOException {
        Proxy network = new Proxy(this.port);
        return shared(add(network, new BrittleFactory(redis(network.port())), "*", 1));
    }

    Instance start() throws IOException {
        return start("*", 1);
    }

    private Instance start(String circuits, int speed) throws IOException {
        Proxy network = new Proxy(this.port);
        return add(network, new LettuceConnectionFactory(redis(network.port())), circuits, speed);
    }

    private Instance add(Proxy network, LettuceConnectionFactory factory, String circuits, int speed) {
        Instance instance = new Instance(network, started(factory), circuits, speed);
        this.instances.add(instance);
        return instance;
    }

    private static Instance shared(Instance instance) {
        instance.awaitShared();
        return instance;
    }

    /** A way to Redis that nothing disturbs. */
    LettuceConnectionFactory factory() {
        return started(new LettuceConnectionFactory(redis(this.port)));
    }

    private static RedisStandaloneConfiguration redis(int port) {
        return new RedisStandaloneConfiguration("127.0.0.1", port);
    }

    private static LettuceConnectionFactory started(LettuceConnectionFactory factory) {
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    @Override
    public void close() throws IOException {
        for (Instance instance : this.instances) {
            instance.close();
        }
        stopRedis();
    }
}
