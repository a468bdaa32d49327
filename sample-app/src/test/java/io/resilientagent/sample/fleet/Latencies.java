package io.resilientagent.sample.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How long questions to one instance take, while an operator keeps it busy with what it has to tell the others. */
final class Latencies {

    private static final int RESETS_PER_SECOND = 20;

    private final List<Duration> samples = new ArrayList<>();

    /** Asks one question after the other. */
    void measure(Remote remote, int questions) {
        ScheduledExecutorService operator = Executors.newSingleThreadScheduledExecutor();
        try {
            operator.scheduleAtFixedRate(remote::reset, 0, 1_000 / RESETS_PER_SECOND, TimeUnit.MILLISECONDS);
            for (int i = 0; i < questions; i++) {
                this.samples.add(remote.timeToAnswer());
            }
        } finally {
            operator.shutdownNow();
        }
    }

    Duration median() {
        return Samples.median(this.samples);
    }

    Duration percentile(int percent) {
        return Samples.percentile(this.samples, percent);
    }
}
