package io.resilientagent.micrometer;

import io.micrometer.common.KeyValues;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.failure.FailureKind;

/** The names of {@link AgentMeter#CALL}. The tags are those of the timer of that name. */
public class DefaultCallObservationConvention implements CallObservationConvention {

    @Override
    public String getName() {
        return AgentMeter.CALL.id();
    }

    @Override
    public String getContextualName(CallObservationContext context) {
        return "llm call " + context.plan().name();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(CallObservationContext context) {
        CallOutcome outcome = context.outcome();
        String route = (outcome != null) ? outcome.route() : null;
        String none = AgentMeter.NONE;
        return KeyValues.of(
                AgentKey.CALL.withValue(context.plan().name()),
                AgentKey.OUTCOME.withValue((outcome != null) ? PlanMeters.lower(outcome.status()) : none),
                AgentKey.ROUTE.withValue((route != null) ? route : none),
                AgentKey.DEPTH.withValue((outcome != null && route != null) ? String.valueOf(outcome.depth()) : none));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(CallObservationContext context) {
        KeyValues keys = KeyValues.of(AgentKey.CALL_ID.withValue(context.callId()));
        CallOutcome outcome = context.outcome();
        FailureKind reason = (outcome != null && outcome.status() == Status.FAILED) ? outcome.reason() : null;
        return (reason != null) ? keys.and(AgentKey.ERROR_TYPE.withValue(PlanMeters.lower(reason))) : keys;
    }
}
