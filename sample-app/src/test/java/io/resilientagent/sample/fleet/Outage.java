package io.resilientagent.sample.fleet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import static org.awaitility.Awaitility.await;

/**
 * What an outage of a provider was to a fleet.
 *
 * @param spread the time from the first instance whose circuit opened to the last one
 * @param requests how many requests reached the provider while it refused everything
 */
record Outage(Duration spread, long requests) {

    /** Longer than a circuit of the sample is open, plus what the fleet spreads its probes over. */
    static final Duration LENGTH = Duration.ofSeconds(25);

    private static final int MOST_SECONDS = 60;

    /**
     * Breaks the provider while all instances are asked, and watches.
     *
     * @param perSecond how many questions a second each instance gets
     */
    static Outage of(Fleet fleet, List<Integer> perSecond) throws IOException, InterruptedException {
        fleet.calm();
        for (int i = 0; i < perSecond.size(); i++) {
            fleet.remote(i).startBurst(perSecond.get(i), MOST_SECONDS);
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> haveAllAnswered(fleet));
        long before = fleet.provider().failed();
        Instant begin = Instant.now();
        fleet.provider().breakFirst();
        long end = System.nanoTime() + LENGTH.toNanos();
        List<Remote> remotes = fleet.remotes();
        await().atMost(LENGTH.multipliedBy(2))
                .until(() -> remotes.stream().noneMatch((remote) -> remote.openedAfter(begin) == null));
        List<Instant> openings = remotes.stream()
                .map((remote) -> Objects.requireNonNull(remote.openedAfter(begin)))
                .sorted()
                .toList();
        await().atMost(LENGTH.multipliedBy(2)).until(() -> System.nanoTime() > end);
        long requests = fleet.provider().failed() - before;
        fleet.calm();
        return new Outage(Duration.between(openings.get(0), openings.get(openings.size() - 1)), requests);
    }

    private static boolean haveAllAnswered(Fleet fleet) {
        return fleet.remotes().stream()
                .allMatch((remote) -> remote.burst().path("success").asInt() > 0);
    }
}
