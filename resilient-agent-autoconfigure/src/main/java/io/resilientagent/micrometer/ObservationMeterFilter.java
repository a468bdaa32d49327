package io.resilientagent.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/**
 * Keeps out the meters that a registry of observations makes of ours by itself: calls and attempts are counted already,
 * with the tags that are documented. Those meters are known by their tag {@code error}.
 */
public final class ObservationMeterFilter implements MeterFilter {

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return isDouble(id) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    private static boolean isDouble(Meter.Id id) {
        String name = id.getName();
        String call = AgentMeter.CALL.id();
        String attempt = AgentMeter.ATTEMPT.id();
        return (name.equals(call) && id.getTag("error") != null)
                || name.equals(call + ".active")
                || name.equals(attempt)
                || name.equals(attempt + ".active");
    }
}
