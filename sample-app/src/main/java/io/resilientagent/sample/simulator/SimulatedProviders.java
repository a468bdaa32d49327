package io.resilientagent.sample.simulator;

import java.util.Map;

/** What all simulated providers do at this moment. */
public interface SimulatedProviders {

    /** The state of each provider, by its name. */
    Map<String, ProviderStatus> status();
}
