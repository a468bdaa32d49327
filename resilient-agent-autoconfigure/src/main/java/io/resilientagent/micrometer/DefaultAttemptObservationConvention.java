package io.resilientagent.micrometer;

import io.micrometer.common.KeyValues;
import io.resilientagent.CallType;
import io.resilientagent.ModelTarget;
import io.resilientagent.TokenUsage;
import io.resilientagent.failure.FailureKind;

/**
 * The names of {@link AgentMeter#ATTEMPT}: those of OpenTelemetry for generative AI that mean the same in its version
 * 1.41 and after it was moved and partly renamed. All of them are still in development there.
 */
public class DefaultAttemptObservationConvention implements AttemptObservationConvention {

    @Override
    public String getName() {
        return AgentMeter.ATTEMPT.id();
    }

    @Override
    public String getContextualName(AttemptObservationContext context) {
        ModelTarget target = context.target();
        return operation(context) + " "
                + ((target != null) ? target.model() : context.plan().name());
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(AttemptObservationContext context) {
        ModelTarget target = context.target();
        String none = AgentMeter.NONE;
        return KeyValues.of(
                AgentKey.CALL.withValue(context.plan().name()),
                AgentKey.OPERATION.withValue(operation(context)),
                AgentKey.PROVIDER.withValue((target != null) ? target.provider() : none),
                AgentKey.MODEL.withValue((target != null) ? target.model() : none));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(AttemptObservationContext context) {
        KeyValues keys = KeyValues.of(
                AgentKey.CALL_ID.withValue(context.callId()),
                AgentKey.ATTEMPT.withValue(String.valueOf(context.attempt())));
        if (context.attempt() > 1) {
            keys = keys.and(AgentKey.RESENDS.withValue(String.valueOf(context.attempt() - 1)));
        }
        FailureKind failure = context.failure();
        if (failure != null) {
            keys = keys.and(AgentKey.ERROR_TYPE.withValue(PlanMeters.lower(failure)));
        }
        TokenUsage usage = context.usage();
        if (usage != null) {
            keys = keys.and(
                    AgentKey.INPUT_TOKENS.withValue(String.valueOf(usage.input())),
                    AgentKey.OUTPUT_TOKENS.withValue(String.valueOf(usage.output())));
        }
        return keys;
    }

    private static String operation(AttemptObservationContext context) {
        return (context.plan().type() == CallType.EMBEDDING) ? "embeddings" : "chat";
    }
}
