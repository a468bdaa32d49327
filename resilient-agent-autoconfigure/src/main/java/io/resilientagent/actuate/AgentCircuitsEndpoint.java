package io.resilientagent.actuate;

import java.time.InstantSource;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.Guards;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The endpoint {@code agentcircuits}: every circuit and every guarded call, with their figures. Read only, unless
 * {@code management.endpoint.agentcircuits.access} is {@code unrestricted}. Over HTTP {@link AgentCircuitsWebExtension}
 * answers instead.
 */
@Endpoint(id = AgentCircuitsEndpoint.ID, defaultAccess = Access.READ_ONLY)
public final class AgentCircuitsEndpoint {

    static final String ID = "agentcircuits";

    private final CircuitViews views;

    private final CircuitControl control;

    /**
     * Creates the endpoint.
     *
     * @param clock read once, now
     * @param publisher told of each change, as an audit event
     */
    public AgentCircuitsEndpoint(
            CircuitRegistry circuits,
            Guards guards,
            CallCatalog catalog,
            CallStatistics statistics,
            Ticker ticker,
            InstantSource clock,
            ApplicationEventPublisher publisher) {
        TimeOfDay time = new TimeOfDay(clock.instant(), ticker.nanos());
        this.views = new CircuitViews(circuits, guards, catalog, statistics, ticker, time);
        this.control = new CircuitControl(circuits, ticker, new CircuitAudit(publisher));
    }

    /**
     * Circuits and calls, a page at a time.
     *
     * @param name only those of this name, in which each {@code *} stands for any characters; null = all
     * @param after only those that come after this name: the {@code next} of the page before; null = from the first
     * @param limit how many circuits and how many calls at most, from 1 to 1,000; null = 100
     */
    @ReadOperation
    public AgentCircuitsDescriptor all(@Nullable String name, @Nullable String after, @Nullable String limit) {
        return this.views.page(Selection.of(name, after, limit));
    }

    /** One circuit, or null if there is none of that name. */
    @ReadOperation
    public @Nullable CircuitDescriptor one(@Selector(match = Match.ALL_REMAINING) String... name) {
        return this.control.find(name(name)).map(this.views::describe).orElse(null);
    }

    /**
     * Puts a circuit into a state, with an empty window; answers null if there is none of that name.
     *
     * @param state CLOSED, OPEN, FORCED_OPEN or DISABLED
     * @param duration for how long, as in {@code 5m}, at most 365 days: then OPEN becomes HALF_OPEN, the forced states
     *     become CLOSED; null = the settings' wait for OPEN, no end for the forced ones
     */
    @WriteOperation
    public @Nullable CircuitDescriptor force(
            @Selector(match = Match.ALL_REMAINING) String[] name, String state, @Nullable String duration) {
        return this.control
                .force(name(name), state, duration, null)
                .map(this.views::describe)
                .orElse(null);
    }

    /** Closes a circuit, with an empty window and the base wait; answers null if there is none of that name. */
    @DeleteOperation
    public @Nullable CircuitDescriptor reset(@Selector(match = Match.ALL_REMAINING) String... name) {
        return this.control.reset(name(name), null).map(this.views::describe).orElse(null);
    }

    static String name(String[] segments) {
        return String.join("/", segments);
    }

    CircuitViews views() {
        return this.views;
    }

    CircuitControl control() {
        return this.control;
    }
}
