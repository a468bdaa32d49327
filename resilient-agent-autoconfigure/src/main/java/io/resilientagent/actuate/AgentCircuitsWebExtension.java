package io.resilientagent.actuate;

import java.util.Optional;
import java.util.function.Supplier;

import io.resilientagent.circuit.Circuit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The endpoint {@code agentcircuits} over HTTP: 404 for an unknown circuit and 400 for a bad value, each with the
 * reason as {@code error}, and the caller's name in the audit event of each change.
 */
@EndpointWebExtension(endpoint = AgentCircuitsEndpoint.class)
public final class AgentCircuitsWebExtension {

    private final CircuitViews views;

    private final CircuitControl control;

    /** Extends that endpoint. */
    public AgentCircuitsWebExtension(AgentCircuitsEndpoint endpoint) {
        this.views = endpoint.views();
        this.control = endpoint.control();
    }

    /** See {@link AgentCircuitsEndpoint#all}. */
    @ReadOperation
    public WebEndpointResponse<Object> all(@Nullable String name, @Nullable String after, @Nullable String limit) {
        return answer(() -> new WebEndpointResponse<>(this.views.page(Selection.of(name, after, limit))));
    }

    /** See {@link AgentCircuitsEndpoint#one}. */
    @ReadOperation
    public WebEndpointResponse<Object> one(@Selector(match = Match.ALL_REMAINING) String... name) {
        return circuit(() -> this.control.find(AgentCircuitsEndpoint.name(name)));
    }

    /** See {@link AgentCircuitsEndpoint#force}. */
    @WriteOperation
    public WebEndpointResponse<Object> force(
            @Selector(match = Match.ALL_REMAINING) String[] name,
            @Nullable String state,
            @Nullable String duration,
            SecurityContext caller) {
        return circuit(
                () -> this.control.force(AgentCircuitsEndpoint.name(name), state, duration, caller.getPrincipal()));
    }

    /** See {@link AgentCircuitsEndpoint#reset}. */
    @DeleteOperation
    public WebEndpointResponse<Object> reset(
            @Selector(match = Match.ALL_REMAINING) String[] name, SecurityContext caller) {
        return circuit(() -> this.control.reset(AgentCircuitsEndpoint.name(name), caller.getPrincipal()));
    }

    private WebEndpointResponse<Object> circuit(Supplier<Optional<Circuit>> operation) {
        return answer(() -> operation
                .get()
                .map((circuit) -> new WebEndpointResponse<Object>(this.views.describe(circuit)))
                .orElseGet(() -> ErrorDescriptor.notFound("There is no circuit of that name")));
    }

    private static WebEndpointResponse<Object> answer(Supplier<WebEndpointResponse<Object>> operation) {
        try {
            return operation.get();
        } catch (IllegalArgumentException ex) {
            return ErrorDescriptor.badRequest(String.valueOf(ex.getMessage()));
        }
    }
}
