package io.resilientagent.sample.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What one instance finds out, all of them know; and what becomes of Redis is nothing to a call. Tests that need one more JVM run apart. */
@TestInstance(Lifecycle.PER_CLASS)
class FleetTests {

    private static final int SIZE = 3;

    private static final int ROUNDS = 5;

    /** More than the sample's retries and circuits leave to a provider that refuses everything. */
    private static final int ENOUGH_QUESTIONS = 10;

    /** What is told at once takes milliseconds; a busy machine may take seconds for it. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** The sample's 10 s, 10 s over which the fleet spreads its probes, and patience with a busy machine. */
    private static final Duration LONGEST_OPEN = Duration.ofSeconds(25);

    @TempDir
    private static Path folder;

    private Fleet fleet;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        this.fleet = Fleet.start(folder, SIZE, true);
    }

    @AfterAll
    void stop() throws IOException {
        if (this.fleet != null) {
            this.fleet.close();
        }
    }

    @BeforeEach
    void calm() throws IOException, InterruptedException {
        this.fleet.calm();
    }

    @Test
    void keepsAllAwayFromAProviderThatOneHasSeenFail() {
        this.fleet.provider().breakFirst();
        openAlone(0);
        this.fleet.awaitEverywhere("OPEN");
        assertThat(this.fleet.spread()).isLessThan(SOON);

        long failed = this.fleet.provider().failed();
        assertThat(this.fleet.remotes())
                .allSatisfy((remote) -> assertThat(remote.route()).isEqualTo("openai/gpt-4o-mini"));
        assertThat(this.fleet.provider().failed()).isEqualTo(failed);
    }

    @Test
    void obeysAnOperatorWithinASecondWhicheverInstanceIsTold() {
        List<Duration> delays = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            this.fleet.remote(round % SIZE).force("FORCED_OPEN");
            this.fleet.awaitEverywhere("FORCED_OPEN");
            delays.add(this.fleet.spread());

            this.fleet.remote((round + 1) % SIZE).reset();
            this.fleet.awaitEverywhere("CLOSED");
            delays.add(this.fleet.spread());
        }
        assertThat(Samples.median(delays)).as("%s", delays).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void closesEverywhereOnceOneInstanceHasSeenTheProviderWell() {
        this.fleet.remote(0).force("OPEN", Duration.ofMillis(1_500));
        this.fleet.await(this.fleet.remote(0), "HALF_OPEN");
        assertThat(this.fleet.remote(1).state()).isIn("OPEN", "HALF_OPEN");

        assertThat(this.fleet.remote(0).route()).isEqualTo(Remote.CIRCUIT);
        this.fleet.awaitEverywhere("CLOSED");
        assertThat(this.fleet.spread()).isLessThan(SOON);
    }

    @Test
    void goesOnWithoutRedisAndSharesAgainAsSoonAsItIsBack() throws IOException {
        this.fleet.redis().kill();
        assertThat(this.fleet.remotes())
                .allSatisfy((remote) -> assertThat(remote.route()).isEqualTo(Remote.CIRCUIT));
        this.fleet.provider().breakFirst();
        openAlone(1);
        assertThat(this.fleet.remote(0).state()).isEqualTo("CLOSED");
        assertThat(this.fleet.remote(0).route()).isEqualTo("openai/gpt-4o-mini");

        this.fleet.redis().startAgain();
        this.fleet.remote(2).force("FORCED_OPEN");
        this.fleet.awaitEverywhere("FORCED_OPEN");
    }

    @Test
    void waitsForNoAnswerOfAPausedRedis() throws IOException, InterruptedException {
        this.fleet.redis().pause();
        this.fleet.remote(0).force("FORCED_OPEN");
        assertThat(this.fleet.remote(0).state()).isEqualTo("FORCED_OPEN");
        assertThat(this.fleet.remote(1).state()).isEqualTo("CLOSED");
        assertThat(this.fleet.remote(0).route()).isEqualTo("openai/gpt-4o-mini");
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < ENOUGH_QUESTIONS; i++) {
            times.add(this.fleet.remote(1).timeToAnswer());
        }
        assertThat(Samples.median(times)).as("%s", times).isLessThan(Duration.ofMillis(500));

        this.fleet.redis().resume();
        this.fleet.awaitEverywhere("FORCED_OPEN");
    }

    @Test
    void leavesAnInstanceThatIsCutOffToItselfUntilItIsBack() {
        this.fleet.wire(2).cut();
        this.fleet.remote(0).force("FORCED_OPEN");
        this.fleet.await(this.fleet.remote(1), "FORCED_OPEN");
        assertThat(this.fleet.remote(2).state()).isEqualTo("CLOSED");
        assertThat(this.fleet.remote(2).route()).isEqualTo(Remote.CIRCUIT);

        this.fleet.wire(2).heal();
        this.fleet.awaitEverywhere("FORCED_OPEN");
    }

    @Test
    void tellsAnInstanceWhoseWireWasSilentWhatItHasMissed() {
        this.fleet.wire(2).silence();
        this.fleet.remote(0).force("FORCED_OPEN");
        this.fleet.await(this.fleet.remote(1), "FORCED_OPEN");
        assertThat(this.fleet.remote(2).route()).isEqualTo(Remote.CIRCUIT);

        this.fleet.wire(2).heal();
        this.fleet.awaitEverywhere("FORCED_OPEN");
    }

    @Test
    @Tag("soak")
    void tellsANewInstanceHowThingsStand() throws IOException {
        this.fleet.remote(0).force("FORCED_OPEN");
        this.fleet.replace(2, Map.of());
        this.fleet.awaitEverywhere("FORCED_OPEN");
    }

    @Test
    @Tag("soak")
    void startsWithoutRedisAndSharesOnceItIsThere() throws IOException {
        this.fleet.redis().kill();
        Remote guest = this.fleet.join(Map.of());
        assertThat(guest.route()).isEqualTo(Remote.CIRCUIT);

        this.fleet.redis().startAgain();
        this.fleet.remote(0).force("FORCED_OPEN");
        this.fleet.await(guest, "FORCED_OPEN");
        this.fleet.awaitEverywhere("FORCED_OPEN");
    }

    @Test
    void putsNoTimeOfDayOnTheWire() {
        try (Eavesdropper eavesdropper = Eavesdropper.at(this.fleet.redis())) {
            this.fleet.provider().breakFirst();
            openAlone(0);
            this.fleet.remote(1).force("FORCED_OPEN", Duration.ofMinutes(5));
            this.fleet.awaitEverywhere("FORCED_OPEN");

            assertThat(eavesdropper.heard()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(FleetTests::tellsNoTime);
            assertThat(eavesdropper.kept()).isNotEmpty().allSatisfy(FleetTests::tellsNoTime);
        }
    }

    private static void tellsNoTime(String text) {
        assertThat(text).startsWith("resilient-agent:{" + Fleet.KEY_PREFIX + "}:");
        // Redis puts words in order by its own time; nobody compares that with a clock
        String uncounted = text.replaceAll("order\"?:? ?\\d+", "");
        assertThat(TimesOfDay.in(uncounted)).as(text).isEmpty();
    }

    @Test
    @Tag("soak")
    void understandsAnInstanceWhoseClockIsADayAhead() throws IOException, InterruptedException {
        Remote ahead = this.fleet.join(SkewedClock.environment("+1d"));
        assertThat(ahead.since()).isAfter(Instant.now().plus(Duration.ofHours(23)));
        this.fleet.provider().breakFirst();
        open(ahead);
        this.fleet.awaitEverywhere("OPEN");
        assertThat(this.fleet.remotes())
                .allSatisfy((remote) ->
                        assertThat(remote.openUntil()).isBefore(Instant.now().plus(LONGEST_OPEN)));

        this.fleet.calm();
        this.fleet.await(ahead, "CLOSED");
        this.fleet.provider().breakFirst();
        openAlone(0);
        this.fleet.await(ahead, "OPEN");
        assertThat(Duration.between(ahead.since(), ahead.openUntil())).isBetween(Duration.ofSeconds(5), LONGEST_OPEN);
    }

    private void openAlone(int member) {
        open(this.fleet.remote(member));
    }

    /** Asks one instance, and no other, until it has seen enough. */
    private static void open(Remote remote) {
        for (int i = 0; i < ENOUGH_QUESTIONS && !remote.state().equals("OPEN"); i++) {
            remote.ask();
        }
        assertThat(remote.state()).isEqualTo("OPEN");
    }
}
