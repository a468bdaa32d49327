package io.resilientagent.actuate;

import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Changes circuits at somebody's request, and leaves a trace of it. */
final class CircuitControl {

    private static final String STATES = Arrays.stream(CircuitState.values())
            .filter((state) -> state != CircuitState.HALF_OPEN)
            .map(CircuitState::name)
            .collect(Collectors.joining(", "));

    private final CircuitRegistry circuits;

    private final Ticker ticker;

    private final CircuitAudit audit;

    CircuitControl(CircuitRegistry circuits, Ticker ticker, CircuitAudit audit) {
        this.circuits = circuits;
        this.ticker = ticker;
        this.audit = audit;
    }

    Optional<Circuit> find(String name) {
        return this.circuits.find(name);
    }

    /**
     * Puts a circuit into a state; answers it, or nothing if there is none of that name.
     *
     * @throws IllegalArgumentException if state or duration is not allowed
     */
    Optional<Circuit> force(
            String name, @Nullable String state, @Nullable String duration, @Nullable Principal principal) {
        return find(name).map((circuit) -> {
            CircuitState to = state(state);
            Duration time = (duration != null) ? duration(duration) : null;
            CircuitState from = circuit.state(this.ticker.nanos());
            Circuit forced = this.circuits.force(name, to, time);
            this.audit.changed(new CircuitAudit.Change(name, from, to, time, principal));
            return forced;
        });
    }

    /** Closes a circuit as if it were new; answers it, or nothing if there is none of that name. */
    Optional<Circuit> reset(String name, @Nullable Principal principal) {
        return force(name, CircuitState.CLOSED.name(), null, principal);
    }

    private static CircuitState state(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("Missing state: must be one of " + STATES);
        }
        for (CircuitState state : CircuitState.values()) {
            if (state.name().equals(text) && state != CircuitState.HALF_OPEN) {
                return state;
            }
        }
        throw Refused.value("state", text, "must be one of " + STATES);
    }

    private static Duration duration(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException | ArithmeticException ex) {
            throw Refused.value("duration", text, "must be a time such as 30s, 5m or PT1H, and at most 365d");
        }
    }
}
