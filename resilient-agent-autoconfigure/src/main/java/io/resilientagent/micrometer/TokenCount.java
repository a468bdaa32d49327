package io.resilientagent.micrometer;

import io.resilientagent.TokenUsage;
import io.resilientagent.engine.AttemptObservation;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/** The tokens of one attempt: those of its answer, or of the last item of its stream that says so. */
final class TokenCount implements AttemptObservation {

    private final TokenMeters meters;

    private final String target;

    private volatile @Nullable TokenUsage last;

    TokenCount(TokenMeters meters, String target) {
        this.meters = meters;
        this.target = target;
    }

    @Override
    public void received(Object answer) {
        TokenUsage usage = this.meters.read(answer);
        if (usage != null) {
            this.last = usage;
        }
    }

    @Override
    public void ended(@Nullable Failure failure) {
        count(this.last, failure != null);
    }

    @Override
    public void cancelled() {
        count(this.last, true);
    }

    @Override
    public void late(Object answer) {
        count(this.meters.read(answer), true);
    }

    private void count(@Nullable TokenUsage usage, boolean wasted) {
        if (usage != null) {
            this.meters.count(this.target, usage, wasted);
        }
    }
}
