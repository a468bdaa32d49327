package io.resilientagent.sample.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Some hundred questions a second while the provider, Redis and the wires to it come and go. By itself: {@code ./mvnw
 * test -pl sample-app -am -Dtest=FleetStormTests -Dsurefire.failIfNoSpecifiedTests=false -DexcludedGroups=
 * -Dgroups=storm}; {@code -Dfleet.seed} as printed repeats the order of events.
 */
@Tag("storm")
class FleetStormTests {

    private static final Log logger = LogFactory.getLog(FleetStormTests.class);

    private static final int SIZE = 3;

    private static final int PER_SECOND = 70;

    private static final int BURST_SECONDS = 60;

    private static final int EVENTS = Integer.getInteger("fleet.events", 60);

    private static final long SEED = Long.getLong("fleet.seed", System.nanoTime() % 1_000_000);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Threads that may be there now and were not before, in Tomcat and in the clients of the models. */
    private static final double MORE_THREADS = 20;

    private final Random random = new Random(SEED);

    @Test
    void failsNoCallAndEndsAsItBegan(@TempDir Path folder) throws IOException, InterruptedException {
        logger.info("A storm over the fleet: -Dfleet.seed=" + SEED);
        try (Fleet fleet = Fleet.start(folder, SIZE, true)) {
            burst(fleet);
            awaitIdle(fleet);
            List<Double> threads = threads(fleet);

            for (int event = 0; event < EVENTS; event++) {
                if (event % (BURST_SECONDS / 2) == 0) {
                    burst(fleet);
                }
                happen(fleet);
                pass(Duration.ofMillis(200 + this.random.nextInt(1_600)));
            }
            fleet.heal();
            fleet.remotes().forEach((remote) -> remote.startBurst(5, BURST_SECONDS));
            await("all circuits closed by probes").atMost(PATIENCE).until(() -> fleet.isEverywhere("CLOSED"));
            awaitIdle(fleet);

            assertThat(fleet.remotes()).allSatisfy(FleetStormTests::everyAnswerWasOfAModel);
            await("the threads of before").atMost(PATIENCE).untilAsserted(() -> {
                List<Double> now = threads(fleet);
                for (int i = 0; i < SIZE; i++) {
                    assertThat(now.get(i)).isLessThanOrEqualTo(threads.get(i) + MORE_THREADS);
                }
            });
        }
    }

    private static void burst(Fleet fleet) {
        fleet.remotes().forEach((remote) -> remote.startBurst(PER_SECOND, BURST_SECONDS));
    }

    private void happen(Fleet fleet) throws IOException, InterruptedException {
        int member = this.random.nextInt(SIZE);
        switch (this.random.nextInt(10)) {
            case 0, 1, 2 -> fleet.provider().breakFirst();
            case 3, 4 -> fleet.provider().healFirst();
            case 5 -> fleet.redis().kill();
            case 6 -> fleet.redis().pause();
            case 7 -> fleet.wire(member).cut();
            case 8 -> fleet.wire(member).silence();
            default -> {
                fleet.wire(member).heal();
                fleet.redis().resume();
                fleet.redis().startAgain();
            }
        }
    }

    private static void pass(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        await().atMost(PATIENCE).until(() -> System.nanoTime() >= end);
    }

    private static void awaitIdle(Fleet fleet) {
        fleet.remotes().forEach(Remote::stopBurst);
        await("the last answers")
                .atMost(PATIENCE)
                .until(() -> fleet.remotes().stream()
                        .map(Remote::burst)
                        .noneMatch((burst) -> burst.path("running").asBoolean() || isWaiting(burst)));
    }

    private static boolean isWaiting(JsonNode burst) {
        int ended = burst.path("success").asInt()
                + burst.path("degraded").asInt()
                + burst.path("failed").asInt();
        return ended < burst.path("asked").asInt();
    }

    private static List<Double> threads(Fleet fleet) {
        return fleet.remotes().stream()
                .map((remote) -> remote.metric("jvm.threads.live"))
                .toList();
    }

    /** The second provider is well all the time, so a fixed text or no answer at all is somebody else's fault. */
    private static void everyAnswerWasOfAModel(Remote remote) {
        JsonNode call = remote.call();
        assertThat(call.path("success").asLong()).isPositive();
        assertThat(call.path("degraded").asLong()).isPositive();
        assertThat(call.path("failed").asLong()).as("%s", call).isZero();
        assertThat(call.path("fallbackDepth").path("2").asLong()).as("%s", call).isZero();
    }
}
