package io.resilientagent.sample.live;

import java.time.InstantSource;

import io.resilientagent.actuate.AgentCircuitsEndpoint;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.sample.simulator.SimulatedProviders;
import io.resilientagent.sample.support.Burst;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    private final InstantSource clock = InstantSource.system();

    @Bean
    Timeline timeline() {
        return new Timeline(this.clock);
    }

    @Bean
    RecentCalls recentCalls() {
        return new RecentCalls(this.clock);
    }

    @Bean
    RecentTransitions recentTransitions(CircuitRegistry circuits) {
        RecentTransitions transitions = new RecentTransitions(this.clock);
        circuits.addListener(transitions);
        return transitions;
    }

    @Bean
    Snapshots snapshots(
            AgentCircuitsEndpoint endpoint,
            ObjectProvider<SimulatedProviders> providers,
            Burst burst,
            JsonMapper json,
            Timeline timeline,
            RecentCalls calls,
            RecentTransitions transitions) {
        return new Snapshots(
                this.clock, endpoint, providers.getIfAvailable(), burst, json, timeline, calls, transitions);
    }

    @Bean
    LiveFeed liveFeed(Snapshots snapshots) {
        return new LiveFeed(snapshots);
    }
}
