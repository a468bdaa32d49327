package io.resilientagent.sample.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Measures what sharing brings and what it costs; {@code docs/fleet.md} has the command and the result. */
@Tag("soak")
class FleetMeasuredTests {

    private static final Log logger = LogFactory.getLog(FleetMeasuredTests.class);

    private static final int SIZE = 3;

    private static final int ROUNDS = Integer.getInteger("fleet.rounds", 5);

    private static final int QUESTIONS = 300;

    /** Questions a second to each instance. */
    private static final List<List<Integer>> LOADS = List.of(List.of(10, 10, 10), List.of(20, 1, 1));

    private final FleetPage page = new FleetPage();

    private final Map<String, Latencies> latencies = new LinkedHashMap<>();

    private final Map<List<Integer>, List<List<Outage>>> outages = new LinkedHashMap<>();

    @Test
    void measures(@TempDir Path folder) throws IOException, InterruptedException {
        try (Fleet alone = start(folder, false)) {
            measureOutages(alone);
            for (int round = 0; round <= ROUNDS; round++) {
                ask(alone, "not used: each instance for itself", round);
            }
        }
        try (Fleet shared = start(folder, true)) {
            measureOutages(shared);
            measureLatencies(shared);
        }
        write();
    }

    private static Fleet start(Path folder, boolean sharing) throws IOException, InterruptedException {
        return Fleet.start(Files.createDirectory(folder.resolve(sharing ? "shared" : "alone")), SIZE, sharing);
    }

    private void measureOutages(Fleet fleet) throws IOException, InterruptedException {
        for (List<Integer> load : LOADS) {
            List<Outage> rounds = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                rounds.add(Outage.of(fleet, load));
            }
            this.outages.computeIfAbsent(load, (key) -> new ArrayList<>()).add(rounds);
        }
    }

    private void measureLatencies(Fleet fleet) throws IOException, InterruptedException {
        for (int round = 0; round <= ROUNDS; round++) {
            ask(fleet, "well", round);
            fleet.redis().pause();
            ask(fleet, "paused", round);
            fleet.redis().resume();
            fleet.redis().kill();
            ask(fleet, "gone", round);
            fleet.calm();
        }
    }

    /** The first round only warms up. */
    private void ask(Fleet fleet, String situation, int round) {
        Latencies measured = this.latencies.computeIfAbsent(situation, (key) -> new Latencies());
        (round == 0 ? new Latencies() : measured).measure(fleet.remote(0), QUESTIONS);
    }

    private void write() throws IOException {
        this.outages.forEach((load, fleets) -> {
            this.page.add(load, "each instance's own", fleets.get(0));
            this.page.add(load, "shared", fleets.get(1));
        });
        Latencies base = this.latencies.values().iterator().next();
        this.latencies.forEach((situation, measured) -> this.page.add(situation, measured, base));
        logger.info(this.page);
        this.page.writeIfAsked(Path.of("..", "docs", "fleet.md"));

        assertThat(this.latencies.get("paused").median())
                .as("%s", this.page)
                .isLessThan(this.latencies.get("gone").median().multipliedBy(2));
    }
}
