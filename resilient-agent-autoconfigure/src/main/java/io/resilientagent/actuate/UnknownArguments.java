package io.resilientagent.actuate;

import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/** Refuses fields and parameters that the endpoint does not have; Spring Boot would silently leave them out. */
public final class UnknownArguments implements OperationInvokerAdvisor {

    private static final EndpointId ENDPOINT = EndpointId.of(AgentCircuitsEndpoint.ID);

    /** Creates the advisor, which leaves all other endpoints alone. */
    public UnknownArguments() {}

    @Override
    public OperationInvoker apply(
            EndpointId endpointId, OperationType type, OperationParameters parameters, OperationInvoker invoker) {
        if (!endpointId.equals(ENDPOINT)) {
            return invoker;
        }
        Set<String> known = parameters.stream().map(OperationParameter::getName).collect(Collectors.toSet());
        return (context) -> isKnown(context, known) ? invoker.invoke(context) : refuse(context, known);
    }

    private static boolean isKnown(InvocationContext context, Set<String> known) {
        return known.containsAll(context.getArguments().keySet());
    }

    private static Object refuse(InvocationContext context, Set<String> known) {
        String unknown = context.getArguments().keySet().stream()
                .filter((name) -> !known.contains(name))
                .sorted()
                .findFirst()
                .orElse("");
        return ErrorDescriptor.badRequest("Unknown field or parameter '" + Refused.shown(unknown) + "'");
    }
}
