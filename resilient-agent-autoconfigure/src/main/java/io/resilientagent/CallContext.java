package io.resilientagent;

import java.time.Duration;
import java.util.Optional;

import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that is running, as its guarded method sees it. Values stay those of this attempt, also after it was
 * abandoned.
 */
public interface CallContext {

    /**
     * The running attempt of the innermost guarded call on this thread.
     *
     * @throws IllegalStateException outside any guarded call; what may run outside uses {@link #find()}
     */
    static CallContext current() {
        CallContext context = CallBinding.get();
        if (context == null) {
            throw new IllegalStateException(
                    "There is no guarded call on this thread: call the method through its Spring bean, or use"
                            + " CallContext.find()");
        }
        return context;
    }

    /** The running attempt of the innermost guarded call on this thread, if there is one. */
    static Optional<CallContext> find() {
        return Optional.ofNullable(CallBinding.get());
    }

    /** The call's name, the key under {@code resilient-agent.calls}. */
    String name();

    /**
     * The provider and model to ask.
     *
     * @throws IllegalStateException if the call has neither a model nor a chain
     */
    ModelTarget target();

    /** Whose key or quota is used: the target's {@code account}, else the call's; null where there is neither. */
    @Nullable
    String account();

    /** The number of this try on its target, from 1. */
    int attempt();

    /** Why the attempt before this one failed, on whatever target; null for the first. For mending the prompt. */
    @Nullable
    Failure previousFailure();

    /** What is left of this attempt's limit; null if it has none. Never negative. */
    @Nullable
    Duration remaining();

    /** Identifies the call; the same for every try, so fit for an {@code Idempotency-Key}. */
    String callId();

    /** Identifies this attempt. */
    String attemptId();

    /**
     * From now on this call and those around it are not begun again: {@link Repeat#NEVER}. A tool calls it before its
     * side effect.
     */
    void noRepeat();
}
