package io.resilientagent.micrometer;

import io.micrometer.observation.Observation;
import io.resilientagent.TokenUsage;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** The observation of one attempt. */
final class ObservedTry extends ObservedScope {

    private final Observation observation;

    private final AttemptObservationContext context;

    private final UsageReaders usages;

    ObservedTry(Observation observation, AttemptObservationContext context, UsageReaders usages) {
        super(observation);
        this.observation = observation;
        this.context = context;
        this.usages = usages;
    }

    @Override
    public void received(Object answer) {
        TokenUsage usage = this.usages.read(answer);
        if (usage != null) {
            this.context.usage(usage);
        }
    }

    @Override
    public void ended(@Nullable Failure failure) {
        if (failure != null) {
            this.context.failure(failure.kind());
            this.observation.error(new ObservedFailure(failure.kind()));
        }
        this.observation.stop();
    }

    @Override
    public void cancelled() {
        this.context.failure(FailureKind.CANCELLED);
        this.observation.stop();
    }
}
