package io.resilientagent.sample.live;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.resilientagent.engine.CallObserver;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/** Counts the attempts of the last minute by second, target and outcome. Its size does not grow with the load. */
class Timeline implements CallObserver {

    static final int SECONDS = 60;

    private final InstantSource clock;

    private final TreeMap<Long, Map<String, Map<String, Integer>>> seconds = new TreeMap<>();

    Timeline(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The attempts that ended in one second.
     *
     * @param second in seconds since 1970
     * @param attempts how many, by target and then by kind of failure, or {@code OK}
     */
    record Second(long second, Map<String, Map<String, Integer>> attempts) {}

    @Override
    public synchronized void attemptEnded(CallPlan plan, TargetRoute target, @Nullable Failure failure, long elapsed) {
        record(target.label(), (failure != null) ? failure.kind().name() : "OK");
    }

    private void record(String target, String outcome) {
        long now = now();
        this.seconds.headMap(now - SECONDS, true).clear();
        this.seconds
                .computeIfAbsent(now, (second) -> new TreeMap<>())
                .computeIfAbsent(target, (label) -> new TreeMap<>())
                .merge(outcome, 1, Integer::sum);
    }

    private long now() {
        return this.clock.instant().getEpochSecond();
    }

    /** The last seconds in which there was an attempt, the latest last. */
    synchronized List<Second> last(int number) {
        List<Second> result = new ArrayList<>();
        this.seconds.tailMap(now() - number, false).forEach((second, attempts) -> {
            Map<String, Map<String, Integer>> copy = new TreeMap<>();
            attempts.forEach((target, outcomes) -> copy.put(target, Map.copyOf(outcomes)));
            result.add(new Second(second, copy));
        });
        return result;
    }
}
