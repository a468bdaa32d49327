package io.resilientagent;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether an answer of a model is usable. All beans of this type whose type fits the answer of an {@code
 * @LlmCall} or of a call of {@link ResilientCalls} are asked, in order, until one rejects it; what is around the answer
 * (an {@link AgentResult}, an {@code Optional}, a future or {@code Mono}) is taken off first.
 *
 * <p>A rejected answer is a failed attempt of the kind {@code MALFORMED_RESPONSE} with a {@link
 * ResponseRejectedException}: it has been paid for, is asked for once more at once, and counts in the method's own circuit
 * only. The next try finds the reason in {@link CallContext#previousFailure()}.
 *
 * <p>Not asked about streams, whose items are with their caller before the answer is complete, nor about answers of
 * fallback methods, fixed texts and cached answers.
 *
 * @param <T> the type of the answers
 */
public interface ResponseCheck<T> {

    /** The type of the answers that it checks, its subtypes included. */
    Class<T> type();

    /**
     * Checks an answer, on the thread that has it: of a {@code Mono} perhaps an event loop, so it must not block. Where it
     * throws, the answer is not accepted: the attempt fails with that as UNKNOWN, is not tried again on this target, and no
     * circuit counts it. An {@link Error} is thrown as it is.
     *
     * @param call the attempt that gave the answer; its name tells which call it is
     * @return why the answer is not usable, without a quote of it; null if it is
     */
    @Nullable
    String check(T answer, CallContext call);
}
