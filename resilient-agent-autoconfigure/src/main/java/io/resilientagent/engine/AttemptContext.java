package io.resilientagent.engine;

import java.time.Duration;

import io.resilientagent.CallContext;
import io.resilientagent.ModelTarget;
import io.resilientagent.failure.Failure;
import io.resilientagent.timeout.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * What the body of an attempt sees. Its values never change, so that a body that was abandoned does not see the target
 * of the attempt after it.
 */
abstract class AttemptContext implements CallContext {

    private final CallRun run;

    private final Route route;

    private final int number;

    private final @Nullable Failure previousFailure;

    AttemptContext(CallRun run, Route route, int number) {
        this.run = run;
        this.route = route;
        this.number = number;
        this.previousFailure = run.lastFailure();
    }

    /** What is left of its time. */
    abstract long left(long now);

    final CallRun run() {
        return this.run;
    }

    final Route route() {
        return this.route;
    }

    @Override
    public String name() {
        return this.run.plan().name();
    }

    @Override
    public ModelTarget target() {
        ModelTarget target = (this.route instanceof TargetRoute chosen) ? chosen.target() : null;
        if (target == null) {
            throw new IllegalStateException("Call '%s' has no model: give it @LlmCall(model) or".formatted(name())
                    + " 'resilient-agent.calls.%s.chain'".formatted(name()));
        }
        return target;
    }

    @Override
    public @Nullable String account() {
        return this.run.account(this.route);
    }

    @Override
    public int attempt() {
        return this.number;
    }

    @Override
    public @Nullable Failure previousFailure() {
        return this.previousFailure;
    }

    @Override
    public @Nullable Duration remaining() {
        long left = left(this.run.engine().ticker().nanos());
        return (left == TimeLimits.UNLIMITED) ? null : Duration.ofNanos(Math.max(left, 0));
    }

    @Override
    public String callId() {
        return this.run.callId();
    }

    @Override
    public String attemptId() {
        return callId() + "-" + this.route.label() + "-" + this.number;
    }

    @Override
    public void noRepeat() {
        this.run.noRepeat();
    }
}
