package io.resilientagent.sample.live;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.resilientagent.actuate.AgentCircuitsDescriptor;
import io.resilientagent.sample.simulator.ProviderStatus;
import io.resilientagent.sample.support.BurstStatus;
import org.jspecify.annotations.Nullable;

/**
 * All that the control room shows, at one moment. It is complete but for the timeline: who misses one loses nothing
 * that the next does not have.
 *
 * @param instance which run of the application this is
 * @param now the time of all times in it
 * @param tracked circuits and calls, as the endpoint shows them
 * @param providers what the simulated providers do; null if the real ones are asked
 * @param callCount how many calls have ended
 * @param calls the last of them
 * @param transitionCount how often circuits have changed their states
 * @param transitions the last of these changes
 * @param timeline the attempts of the last seconds; in the first snapshot of a listener those of the last minute
 * @param burst how far the last burst has come
 */
record Snapshot(
        String instance,
        Instant now,
        AgentCircuitsDescriptor tracked,
        @Nullable Map<String, ProviderStatus> providers,
        long callCount,
        List<CallSeen> calls,
        long transitionCount,
        List<TransitionSeen> transitions,
        List<Timeline.Second> timeline,
        BurstStatus burst) {}
