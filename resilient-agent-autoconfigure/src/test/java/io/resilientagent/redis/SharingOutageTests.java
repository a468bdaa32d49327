package io.resilientagent.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.resilientagent.actuate.CircuitsHealthIndicator;
import io.resilientagent.circuit.CircuitDecision;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static io.resilientagent.redis.Instance.NAME;
import static io.resilientagent.redis.Instance.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

/** What Redis may do to circuits: nothing but share them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SharingOutageTests {

    private static final byte[] CHANNEL = Scripts.bytes("resilient-agent:{shop}:news");

    private final Fleet fleet = new Fleet();

    @BeforeEach
    void startRedis() throws IOException {
        this.fleet.startRedis();
    }

    @AfterEach
    void stopAll() throws IOException {
        this.fleet.close();
    }

    private static Object health(Instance instance) {
        CircuitsHealthIndicator indicator = new CircuitsHealthIndicator(
                instance.registry, Ticker.system(), Clock.systemUTC(), Status.DOWN, instance.shared);
        Health health = indicator.health();
        assertThat(health).isNotNull();
        return health.getDetails().get("sharing");
    }

    @Test
    void statesComeBackAfterRedisWasEmptiedOrHasStartedAnew() throws IOException {
        Instance one = this.fleet.hastyInstance();
        one.fail();
        one.registry.force(OTHER, CircuitState.FORCED_OPEN, null);
        this.fleet.instance().awaitState(OTHER, CircuitState.FORCED_OPEN);
        LettuceConnectionFactory factory = this.fleet.factory();
        try (RedisConnection connection = factory.getConnection()) {
            connection.serverCommands().flushAll();
        } finally {
            factory.destroy();
        }
        Instance late = this.fleet.hastyInstance();
        late.awaitState(CircuitState.OPEN);
        late.awaitState(OTHER, CircuitState.FORCED_OPEN);
        this.fleet.stopRedis();
        one.awaitLocal();
        assertThat(one.circuit.state(System.nanoTime())).isEqualTo(CircuitState.OPEN);
        assertThat(health(one)).asString().startsWith("local only since 20");
        this.fleet.startRedis();
        one.awaitShared();
        assertThat(health(one)).isEqualTo("UP");
        Instance last = this.fleet.hastyInstance();
        last.awaitState(CircuitState.OPEN);
        last.awaitState(OTHER, CircuitState.FORCED_OPEN);
    }

    @Test
    void circuitsGoOnWhileRedisHangs() throws IOException, InterruptedException {
        Instance one = this.fleet.hastyInstance();
        Instance other = this.fleet.hastyInstance();
        this.fleet.signal("STOP");
        try {
            long begun = System.nanoTime();
            one.fail();
            other.registry.force(OTHER, CircuitState.FORCED_OPEN, null);
            assertThat(one.circuit.acquire(System.nanoTime(), 1)).isNull();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(500));
            one.awaitLocal();
            other.awaitLocal();
        } finally {
            this.fleet.signal("CONT");
        }
        other.awaitState(CircuitState.OPEN);
        one.awaitState(OTHER, CircuitState.FORCED_OPEN);
        one.awaitShared();
    }

    @Test
    void floodOfMessagesForcesNothingThatIsNotShared() throws IOException {
        Instance one = this.fleet.instance("anthropic/*");
        LettuceConnectionFactory factory = this.fleet.factory();
        try (RedisConnection connection = factory.getConnection()) {
            connection.publish(CHANNEL, news(OTHER));
            byte[] large = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                connection.publish(CHANNEL, large);
            }
            connection.openPipeline();
            for (int i = 0; i < 3_000; i++) {
                connection.publish(CHANNEL, news("anthropic/" + i));
                connection.publish(CHANNEL, damaged(i));
            }
            connection.closePipeline();
            // Redis cuts off a listener that is too slow for a flood, and what it tells meanwhile is lost
            Await.until("news after the flood", () -> {
                connection.publish(CHANNEL, news(NAME));
                return one.circuit.state(System.nanoTime()) == CircuitState.OPEN;
            });
        } finally {
            factory.destroy();
        }
        assertThat(one.registry.all()).hasSize(2);
        assertThat(one.registry.find(OTHER).orElseThrow().state(System.nanoTime()))
                .isEqualTo(CircuitState.CLOSED);
        one.awaitShared();
    }

    private static byte[] news(String circuit) {
        return new News(
                        "somebody",
                        circuit,
                        new CircuitDecision(
                                CircuitState.OPEN, false, FailureKind.TIMEOUT, 0, TimeUnit.MINUTES.toNanos(1)),
                        0)
                .json();
    }

    private static byte[] damaged(int i) {
        String[] values = {"NaN", "-1", "-9", "1e99", "999999999999999", "\"1\"", "null", "{}"};
        return Scripts.bytes(
                new String(news(NAME), StandardCharsets.UTF_8).replace(":60000", ":" + values[i % values.length]));
    }

    @Test
    void storedValueThatNoCircuitCanHaveIsReplaced() throws IOException {
        Instance one = this.fleet.instance();
        byte[] key = Scripts.bytes("resilient-agent:{shop}:circuit:" + NAME);
        LettuceConnectionFactory factory = this.fleet.factory();
        try (RedisConnection connection = factory.getConnection()) {
            for (String age : new String[] {"nan", "-1e300", "1e999"}) {
                connection
                        .stringCommands()
                        .pSetEx(key, 600_000, Scripts.bytes("{\"age\":" + age + ",\"keep\":600000}"));
                one.registry.force(NAME, CircuitState.OPEN, Duration.ofMillis(1));
                one.awaitState(CircuitState.HALF_OPEN);
                one.fail();
                this.fleet.instance().awaitState(CircuitState.OPEN);
            }
        } finally {
            factory.destroy();
        }
    }
}
