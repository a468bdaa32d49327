package io.resilientagent.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.resilientagent.circuit.CircuitOrigin;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static io.resilientagent.redis.Instance.NAME;
import static io.resilientagent.redis.Instance.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

/** Instances in one JVM that share circuits through a real Redis, each by a network of its own. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SharedCircuitsTests {

    private static final String KEYS = "resilient-agent:{shop}:";

    private final Fleet fleet = new Fleet();

    @BeforeEach
    void startRedis() throws IOException {
        this.fleet.startRedis();
    }

    @AfterEach
    void stopAll() throws IOException {
        this.fleet.close();
    }

    @Test
    void openTimeReasonAndSuccessGoToAllAndToWhoeverComesLater() throws IOException {
        Instance one = this.fleet.instance();
        Instance other = this.fleet.instance();
        one.fail();
        other.awaitState(CircuitState.OPEN);
        assertThat(other.circuit.snapshot(System.nanoTime()).origin()).isEqualTo(CircuitOrigin.FLEET);
        assertThat(other.circuit.snapshot(System.nanoTime()).reason()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(Duration.ofNanos(other.circuit.nanosUntilAdmission(System.nanoTime())))
                .isBetween(Duration.ofSeconds(55), Duration.ofSeconds(70));
        Instance late = this.fleet.instance();
        late.awaitState(CircuitState.OPEN);
        // ages are compared: what is to count as later has to be later by more than news take
        one.registry.force(NAME, CircuitState.OPEN, Duration.ofSeconds(2));
        Await.until("a probe", () -> one.circuit.state(System.nanoTime()) == CircuitState.HALF_OPEN);
        one.circuit.acquire(System.nanoTime(), 1_000_000_000).succeed(System.nanoTime(), 0);
        other.awaitState(CircuitState.CLOSED);
        late.awaitState(CircuitState.CLOSED);
    }

    @Test
    void forcedStateIsObeyedWithinASecondAndEndsWithAReset() throws IOException {
        Instance one = this.fleet.instance();
        Instance other = this.fleet.instance();
        long begun = System.nanoTime();
        one.registry.force(NAME, CircuitState.FORCED_OPEN, null);
        other.awaitState(CircuitState.FORCED_OPEN);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        this.fleet.instance().awaitState(CircuitState.FORCED_OPEN);
        other.registry.reset(NAME);
        one.awaitState(CircuitState.CLOSED);
        this.fleet.instance().awaitState(CircuitState.CLOSED);
    }

    @Test
    void operatorsOpenTimeIsObeyedAtOnceAndEndsAtDifferentTimes() throws IOException {
        Instance one = this.fleet.instance();
        Instance other = this.fleet.instance();
        long begun = System.nanoTime();
        one.registry.force(NAME, CircuitState.OPEN, Duration.ofSeconds(30));
        other.awaitState(CircuitState.OPEN);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        assertThat(Duration.ofNanos(other.circuit.nanosUntilAdmission(System.nanoTime())))
                .isBetween(Duration.ofSeconds(28), Duration.ofSeconds(40));
    }

    @Test
    void keysExpire() throws IOException {
        Instance one = this.fleet.instance();
        one.fail();
        one.registry.force(OTHER, CircuitState.FORCED_OPEN, Duration.ofMinutes(5));
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
        this.fleet.stopRedis();
        Instance one = this.fleet.start();
        one.fail();
        Await.until("a warning", () -> output.getAll().contains("Circuits are not shared through Redis"));
        assertThat(one.shared.localSinceNanos()).isNotNull();
        this.fleet.startRedis();
        one.awaitShared();
        this.fleet.instance().awaitState(CircuitState.OPEN);
        assertThat(output).containsOnlyOnce("Circuits are not shared through Redis");
    }

    @Test
    void errorOfTheClientEndsNothing() throws IOException {
        Instance one = this.fleet.instance();
        Instance brittle = this.fleet.brittleInstance();
        one.fail();
        brittle.awaitState(CircuitState.OPEN);
    }

    @Test
    void instanceThatWasCutOffLearnsWhatItMissedAndTellsWhatItDid() throws IOException {
        Instance one = this.fleet.instance();
        Instance other = this.fleet.instance();
        one.registry.force(NAME, CircuitState.FORCED_OPEN, null);
        other.awaitState(CircuitState.FORCED_OPEN);
        other.network.cut();
        other.awaitLocal();
        one.registry.reset(NAME);
        other.registry.force(OTHER, CircuitState.FORCED_OPEN, null);
        other.network.heal();
        other.awaitShared();
        one.awaitState(OTHER, CircuitState.FORCED_OPEN);
        other.awaitState(CircuitState.CLOSED);
    }

    @Test
    void resetThatWasCutOffIsToldThoughFailuresHaveFollowedIt() throws IOException {
        Instance one = this.fleet.instance();
        Instance other = this.fleet.instance();
        one.registry.force(NAME, CircuitState.FORCED_OPEN, null);
        other.awaitState(CircuitState.FORCED_OPEN);
        other.network.cut();
        other.awaitLocal();
        other.registry.reset(NAME);
        other.fail();
        other.network.heal();
        Await.until(
                "the end of the forced state", () -> one.circuit.state(System.nanoTime()) != CircuitState.FORCED_OPEN);
        assertThat(other.circuit.state(System.nanoTime())).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void wordOfAnInstanceThatIsNewCountsAfterRedisWasEmptied() throws IOException {
        Instance one = this.fleet.hastyInstance();
        Instance other = this.fleet.hastyInstance();
        for (CircuitState state : List.of(CircuitState.FORCED_OPEN, CircuitState.DISABLED, CircuitState.CLOSED)) {
            one.registry.force(NAME, state, null);
            other.awaitState(state);
        }
        try (RedisConnection connection = one.factory.getConnection()) {
            connection.serverCommands().flushAll();
        }
        this.fleet.instance().registry.force(NAME, CircuitState.FORCED_OPEN, null);
        one.awaitState(CircuitState.FORCED_OPEN);
        other.awaitState(CircuitState.FORCED_OPEN);
    }

    @Test
    void wordCountsWhateverSomebodyHasWrittenAboutItsOrder() throws IOException {
        Instance one = this.fleet.instance();
        Instance other = this.fleet.instance();
        String ahead = "{\"order\":4000000000000000,\"v\":1,\"from\":\"third\",\"circuit\":\"" + NAME
                + "\",\"state\":\"DISABLED\",\"operator\":true,\"age\":0,\"left\":-1,\"keep\":1000}";
        try (RedisConnection connection = one.factory.getConnection()) {
            connection.stringCommands().set(key("order"), Scripts.bytes("secret"));
            connection.stringCommands().pSetEx(key("operator:" + NAME), 60_000, Scripts.bytes(ahead));
            connection.publish(key("news"), Scripts.bytes(ahead));
            other.awaitState(CircuitState.DISABLED);
            one.awaitState(CircuitState.DISABLED);
            one.registry.force(NAME, CircuitState.FORCED_OPEN, null);
            other.awaitState(CircuitState.FORCED_OPEN);
            connection.keyCommands().del(key("order"));
            connection.listCommands().lPush(key("order"), Scripts.bytes("secret"));
        }
        other.registry.reset(NAME);
        one.awaitState(CircuitState.CLOSED);
    }

    @Test
    void resetOutlivesTheInstanceThatItWasSaidTo() throws IOException {
        Instance one = this.fleet.instance();
        Instance other = this.fleet.hastyInstance();
        one.registry.force(NAME, CircuitState.FORCED_OPEN, null);
        other.awaitState(CircuitState.FORCED_OPEN);
        try (RedisConnection connection = other.factory.getConnection()) {
            byte[] forced = connection.stringCommands().get(key("operator:" + NAME));
            one.registry.reset(NAME);
            other.awaitState(CircuitState.CLOSED);
            one.stop();
            connection.stringCommands().pSetEx(key("operator:" + NAME), 2_591_999_000L, forced);
            Await.until("the reset in Redis", () -> stored(connection).contains("\"state\":\"CLOSED\""));
        }
        assertThat(other.circuit.state(System.nanoTime())).isEqualTo(CircuitState.CLOSED);
    }

    private static String stored(RedisConnection connection) {
        byte[] stored = connection.stringCommands().get(key("operator:" + NAME));
        return (stored != null) ? new String(stored, StandardCharsets.UTF_8) : "";
    }

    @Test
    void wordOfAnOperatorThatWasMissedCountsHoweverShortlyItFollowedTheLastOne() throws IOException {
        Instance one = this.fleet.instance();
        Instance other = this.fleet.instance();
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
        Instance one = this.fleet.instance();
        Instance other = this.fleet.instance();
        other.registry.reset(NAME);
        this.fleet.stopRedis();
        other.awaitLocal();
        other.fail();
        this.fleet.startRedis();
        one.registry.force(NAME, CircuitState.FORCED_OPEN, null);
        other.awaitState(CircuitState.FORCED_OPEN);
        this.fleet.instance().awaitState(CircuitState.FORCED_OPEN);
    }

    @Test
    void instancesAgreeHoweverCloselyOperatorsContradictEachOther() throws IOException {
        List<Instance> all = List.of(this.fleet.instance(), this.fleet.instance(), this.fleet.instance());
        Random random = new Random(1);
        try (RedisConnection connection = all.get(0).factory.getConnection()) {
            for (int round = 0; round < 200; round++) {
                for (int word = 0; word < 6; word++) {
                    CircuitState said = random.nextBoolean() ? CircuitState.FORCED_OPEN : CircuitState.CLOSED;
                    all.get(random.nextInt(3)).registry.force(NAME, said, null);
                    Thread.yield();
                }
                Await.until("one state of all", () -> all.stream().allMatch((one) -> isStored(connection, one)));
            }
        }
    }

    /** Whether the circuit is in the state that instances which come later would learn. */
    private static boolean isStored(RedisConnection connection, Instance one) {
        return stored(connection).contains("\"state\":\"" + one.circuit.state(System.nanoTime()) + "\"");
    }

    @Test
    void connectionThatDiedSilentlyIsFound() throws IOException {
        Instance one = this.fleet.instance();
        Instance other = this.fleet.instance();
        other.network.die();
        one.fail();
        other.awaitLocal();
        other.awaitState(CircuitState.OPEN);
        other.awaitShared();
    }

    @Test
    void foreignValuesAndMessagesDoNoHarm(CapturedOutput output) throws IOException {
        LettuceConnectionFactory factory = this.fleet.factory();
        try (RedisConnection connection = factory.getConnection()) {
            connection.listCommands().lPush(key("circuit:" + NAME), Scripts.bytes("secret"));
            connection.stringCommands().set(key("circuit:other"), Scripts.bytes("secret"));
            connection.zSetCommands().zAdd(key("index"), 1, key("circuit:" + NAME));
            connection.zSetCommands().zAdd(key("index"), 1, key("circuit:other"));
            Instance one = this.fleet.instance();
            Instance other = this.fleet.instance();
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
        Instance one = this.fleet.instance();
        Instance other = this.fleet.instance();
        try (RedisConnection connection = one.factory.getConnection()) {
            one.registry.reset(NAME);
            Await.until("an order", () -> connection.keyCommands().exists(key("order")));
            connection.serverCommands().setConfig("maxmemory", "1");
            one.fail();
            other.awaitState(CircuitState.OPEN);
            Await.until("a warning", () -> output.getAll().contains("that come later: OOM"));
            for (CircuitState said : List.of(CircuitState.FORCED_OPEN, CircuitState.CLOSED, CircuitState.DISABLED)) {
                one.registry.force(NAME, said, null);
                other.awaitState(said);
            }
            connection.serverCommands().setConfig("maxmemory", "0");
            one.registry.reset(NAME);
            other.awaitState(CircuitState.CLOSED);
        }
    }

    @Test
    void stopsWithinASecondAlsoWhileRedisIsSilent(CapturedOutput output) throws IOException {
        for (Instance one : List.of(this.fleet.instance(), this.fleet.guestInstance())) {
            one.network.die();
            assertThat(one.stop()).isLessThan(Duration.ofSeconds(1));
        }
        assertThat(output).doesNotContain("did not shut down gracefully");
    }
}
