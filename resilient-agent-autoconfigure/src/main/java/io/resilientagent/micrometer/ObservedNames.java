package io.resilientagent.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * How observations and their keys are named.
 *
 * @param calls the application's convention for calls, or null
 * @param attempts the application's convention for attempts, or null
 */
public record ObservedNames(
        @Nullable CallObservationConvention calls, @Nullable AttemptObservationConvention attempts) {

    Observation call(CallObservationContext context, ObservationRegistry registry) {
        return AgentMeter.CALL.observation(this.calls, new DefaultCallObservationConvention(), () -> context, registry);
    }

    Observation attempt(AttemptObservationContext context, ObservationRegistry registry) {
        return AgentMeter.ATTEMPT.observation(
                this.attempts, new DefaultAttemptObservationConvention(), () -> context, registry);
    }
}
