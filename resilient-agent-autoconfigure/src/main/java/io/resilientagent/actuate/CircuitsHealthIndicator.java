package io.resilientagent.actuate;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSharing;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells which circuits are open or forced open: how many, and the first 20 by name. A provider that is down is no
 * reason to restart or drain this application, so the status stays UP unless it is told otherwise.
 */
public final class CircuitsHealthIndicator extends AbstractHealthIndicator {

    private static final int MAX_NAMES = 20;

    private final CircuitRegistry circuits;

    private final Ticker ticker;

    private final Clock clock;

    private final Status whileOpen;

    private final @Nullable CircuitSharing sharing;

    /**
     * Creates the indicator.
     *
     * @param whileOpen the status while a circuit is open or forced open
     * @param sharing whether circuits are shared at the moment; null if they never are
     */
    public CircuitsHealthIndicator(
            CircuitRegistry circuits, Ticker ticker, Clock clock, Status whileOpen, @Nullable CircuitSharing sharing) {
        super("Circuits cannot be read");
        this.circuits = circuits;
        this.ticker = ticker;
        this.clock = clock;
        this.whileOpen = whileOpen;
        this.sharing = sharing;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        long now = this.ticker.nanos();
        Page<CircuitState> open = new Page<>(Selection.first(MAX_NAMES));
        this.circuits.forEach((circuit) -> {
            CircuitState state = circuit.state(now);
            if (state == CircuitState.OPEN || state == CircuitState.FORCED_OPEN) {
                open.offer(circuit.name(), state);
            }
        });
        builder.status((open.total() > 0) ? this.whileOpen : Status.UP).withDetail("open", open.total());
        if (open.total() > 0) {
            Map<String, String> names = new LinkedHashMap<>();
            open.upTo(null).forEach((name, state) -> names.put(name, state.name()));
            builder.withDetail("circuits", names);
        }
        if (this.sharing != null) {
            builder.withDetail("sharing", describe(this.sharing.localSinceNanos(), now));
        }
    }

    private String describe(@Nullable Long localSince, long now) {
        return (localSince == null)
                ? "UP"
                : "local only since " + new TimeOfDay(this.clock.instant(), now).at(localSince);
    }
}
