package io.resilientagent.redis;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitOrigin;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.WindowType;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Instances in one JVM that share circuits through a real Redis, each by a network of its own. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SharedCircuitsTests {

    private static final String NAME = "anthropic/claude";

    private static final String KEYS = "resilient-agent:{shop}:";

    private final List<Instance> instances = new ArrayList<>();

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
    void stopAll() throws IOException {
        for (Instance instance : this.instances) {
            instance.close();
        }
        this.redis.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private Instance instance() throws IOException {
        Instance instance = start();
        instance.awaitShared();
        return instance;
    }

    private Instance start() throws IOException {
        Instance instance = new Instance(this.port);
        this.instances.add(instance);
        return instance;
    }

    @Test
    void openTimeReasonAndSuccessGoToAllAndToWhoeverComesLater() throws IOException {
        Instance one = instance();
        Instance other = instance();
        one.fail();
        other.awaitState(CircuitState.OPEN);
        assertThat(other.circuit.snapshot(System.nanoTime()).origin()).isEqualTo(CircuitOrigin.FLEET);
        assertThat(other.circuit.snapshot(System.nanoTime()).reason()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(Duration.ofNanos(other.circuit.nanosUntilAdmission(System.nanoTime())))
                .isBetween(Duration.ofSeconds(55), Duration.ofSeconds(70));
        Instance late = instance();
        late.awaitState(CircuitState.OPEN);
        one.registry.force(NAME, CircuitState.OPEN, Duration.ofMillis(1));
        Await.until("a probe", () -> one.circuit.state(System.nanoTime()) == CircuitState.HALF_OPEN);
        one.circuit.acquire(System.nanoTime(), 1_000_000_000).succeed(System.nanoTime(), 0);
        other.awaitState(CircuitState.CLOSED);
        late.awaitState(CircuitState.CLOSED);
    }

    @Test
    void forcedStateIsObeyedWithinASecondAndEndsWithAReset() throws IOException {
        Instance one = instance();
        Instance other = instance();
        long begun = System.nanoTime();
        one.registry.force(NAME, CircuitState.FORCED_OPEN, null);
        other.awaitState(CircuitState.FORCED_OPEN);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        instance().awaitState(CircuitState.FORCED_OPEN);
        other.registry.reset(NAME);
        one.awaitState(CircuitState.CLOSED);
        instance().awaitState(CircuitState.CLOSED);
    }

    @Test
    void keysExpire() throws IOException {
        Instance one = instance();
        one.fail();
        one.registry.force("other", CircuitState.FORCED_OPEN, Duration.ofMinutes(5));
        try (RedisConnection connection = one.factory.getConnection()) {
            Await.until("a key", () -> connection.keyCommands().exists(key("operator:other")));
            assertThat(connection.keyCommands().pTtl(key("circuit:" + NAME))).isBetween(50_000L, 60_000L);
            assertThat(connection.keyCommands().pTtl(key("operator:other"))).isBetween(290_000L, 300_000L);
        }
    }

    private static byte[] key(String name) {
        return Scripts.bytes(KEYS + name);
    }

    @Test
    void startsWithoutRedisAndSharesOnceItIsThere(CapturedOutput output) throws IOException {
        this.redis.stop();
        Instance one = start();
        one.fail();
        Await.until("a warning", () -> output.getAll().contains("Circuits are not shared through Redis"));
        assertThat(one.shared.localSinceNanos()).isNotNull();
        startRedis();
        one.awaitShared();
        instance().awaitState(CircuitState.OPEN);
        assertThat(output).containsOnlyOnce("Circuits are not shared through Redis");
    }

    @Test
    void instanceThatWasCutOffLearnsWhatItMissedAndTellsWhatItDid() throws IOException {
        Instance one = instance();
        Instance other = instance();
        one.registry.force(NAME, CircuitState.FORCED_OPEN, null);
        other.awaitState(CircuitState.FORCED_OPEN);
        other.network.cut();
        other.awaitLocal();
        one.registry.reset(NAME);
        other.registry.force("other", CircuitState.FORCED_OPEN, null);
        other.network.heal();
        other.awaitShared();
        Await.until(
                "news of what was done meanwhile",
                () -> one.registry.find("other").orElseThrow().state(System.nanoTime()) == CircuitState.FORCED_OPEN);
    }

    @Test
    void wordOfAnOperatorThatWasMissedCountsHoweverShortlyItFollowedTheLastOne() throws IOException {
        Instance one = instance();
        Instance other = instance();
        other.registry.reset(NAME);
        try (RedisConnection connection = one.factory.getConnection()) {
            Await.until("a word", () -> connection.keyCommands().exists(key("operator:" + NAME)));
        }
        other.network.cut();
        one.registry.force(NAME, CircuitState.FORCED_OPEN, null);
        other.awaitLocal();
        other.network.heal();
        other.awaitState(CircuitState.FORCED_OPEN);
        assertThat(one.circuit.state(System.nanoTime())).isEqualTo(CircuitState.FORCED_OPEN);
    }

    @Test
    void wordOfAnOperatorRightAfterRedisCameBackReachesAll() throws IOException {
        Instance one = instance();
        Instance other = instance();
        other.registry.reset(NAME);
        this.redis.stop();
        other.awaitLocal();
        other.fail();
        startRedis();
        one.registry.force(NAME, CircuitState.FORCED_OPEN, null);
        other.awaitState(CircuitState.FORCED_OPEN);
        instance().awaitState(CircuitState.FORCED_OPEN);
    }

    @Test
    void connectionThatDiedSilentlyIsFound() throws IOException {
        Instance one = instance();
        Instance other = instance();
        other.network.die();
        one.fail();
        other.awaitLocal();
        other.awaitState(CircuitState.OPEN);
        other.awaitShared();
    }

    @Test
    void foreignValuesAndMessagesDoNoHarm(CapturedOutput output) throws IOException {
        LettuceConnectionFactory factory = factory(this.port);
        try (RedisConnection connection = factory.getConnection()) {
            connection.listCommands().lPush(key("circuit:" + NAME), Scripts.bytes("secret"));
            connection.stringCommands().set(key("circuit:other"), Scripts.bytes("secret"));
            connection.zSetCommands().zAdd(key("index"), 1, key("circuit:" + NAME));
            connection.zSetCommands().zAdd(key("index"), 1, key("circuit:other"));
            Instance one = instance();
            Instance other = instance();
            for (int i = 0; i < 3; i++) {
                connection.publish(key("news"), Scripts.bytes("secret"));
                connection.publish(key("news"), new byte[5_000]);
            }
            one.fail();
            other.awaitState(CircuitState.OPEN);
            Await.until("warnings", () -> output.getAll().contains("it has more than 1024 bytes"));
            assertThat(connection.keyCommands().type(key("circuit:" + NAME)).code())
                    .isEqualTo("list");
        } finally {
            factory.destroy();
        }
        assertThat(output).contains("does not keep them for instances that come later: WRONGTYPE");
        assertThat(output).doesNotContain("secret");
    }

    @Test
    void fullRedisStillPassesNewsOn(CapturedOutput output) throws IOException {
        Instance one = instance();
        Instance other = instance();
        try (RedisConnection connection = one.factory.getConnection()) {
            connection.serverCommands().setConfig("maxmemory", "1");
            one.fail();
            other.awaitState(CircuitState.OPEN);
            Await.until("a warning", () -> output.getAll().contains("that come later: OOM"));
        }
    }

    @Test
    void stopsWithinASecondAlsoWhileRedisIsSilent() throws IOException {
        Instance one = instance();
        one.network.die();
        long begun = System.nanoTime();
        one.shared.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }

    private static LettuceConnectionFactory factory(int port) {
        LettuceConnectionFactory factory =
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    private static final class Instance implements AutoCloseable {

        private final Proxy network;

        private final LettuceConnectionFactory factory;

        private final CircuitRegistry registry = new CircuitRegistry(Ticker.system(), 10);

        private final Circuit circuit;

        private final SharedCircuits shared;

        Instance(int redis) throws IOException {
            this.network = new Proxy(redis);
            this.factory = factory(this.network.port());
            CircuitSettings settings = new CircuitSettings(
                    1, 0, WindowType.COUNT, 10, 10, null, 100, Duration.ofSeconds(60), null, Duration.ofMinutes(10), 1);
            this.circuit = this.registry.circuit(NAME, settings);
            this.registry.circuit("other", settings);
            this.shared = new SharedCircuits(
                    this.registry, this.factory, new SharingSettings("shop", List.of("*")), Ticker.system());
            this.shared.start();
        }

        void fail() {
            this.circuit
                    .acquire(System.nanoTime(), 1_000_000_000)
                    .fail(FailureKind.OVERLOADED, System.nanoTime(), 0, 0);
        }

        void awaitState(CircuitState state) {
            Await.until("state " + state, () -> this.circuit.state(System.nanoTime()) == state);
        }

        void awaitShared() {
            Await.until("shared circuits", () -> this.shared.localSinceNanos() == null);
        }

        void awaitLocal() {
            Await.until("local circuits", () -> this.shared.localSinceNanos() != null);
        }

        @Override
        public void close() throws IOException {
            this.shared.stop();
            this.factory.destroy();
            this.network.close();
        }
    }
}
