package io.resilientagent.sample.live;

import java.time.InstantSource;
import java.util.UUID;

import io.resilientagent.actuate.AgentCircuitsEndpoint;
import io.resilientagent.sample.simulator.SimulatedProviders;
import io.resilientagent.sample.support.Burst;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Takes snapshots. */
class Snapshots {

    private final String instance = UUID.randomUUID().toString();

    private final InstantSource clock;

    private final AgentCircuitsEndpoint endpoint;

    private final @Nullable SimulatedProviders providers;

    private final Burst burst;

    private final JsonMapper json;

    private final Timeline timeline;

    private final RecentCalls calls;

    private final RecentTransitions transitions;

    Snapshots(
            InstantSource clock,
            AgentCircuitsEndpoint endpoint,
            @Nullable SimulatedProviders providers,
            Burst burst,
            JsonMapper json,
            Timeline timeline,
            RecentCalls calls,
            RecentTransitions transitions) {
        this.clock = clock;
        this.endpoint = endpoint;
        this.providers = providers;
        this.burst = burst;
        this.json = json;
        this.timeline = timeline;
        this.calls = calls;
        this.transitions = transitions;
    }

    /**
     * A snapshot in JSON.
     *
     * @param seconds how much of the timeline is in it
     */
    String take(int seconds) {
        return this.json.writeValueAsString(new Snapshot(
                this.instance,
                this.clock.instant(),
                this.endpoint.all(null, null, null),
                (this.providers != null) ? this.providers.status() : null,
                this.calls.total(),
                this.calls.items(),
                this.transitions.total(),
                this.transitions.items(),
                this.timeline.last(seconds),
                this.burst.status()));
    }
}
