package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;

/** What a driver has to do next. */
public sealed interface Step permits Attempt, LookUp, Step.Wait, Step.Answer, Step.Fail {

    /**
     * Wait, then say so.
     *
     * @param nanos how long
     */
    record Wait(long nanos) implements Step {}

    /**
     * The call has ended: return this.
     *
     * @param value the answer
     */
    record Answer(@Nullable Object value) implements Step {}

    /**
     * The call has ended: throw this.
     *
     * @param thrown what to throw
     */
    record Fail(Throwable thrown) implements Step {}
}
