package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;

/** Runs the steps that a call decides on: the only place with threads and waiting. */
public interface CallDriver {

    /**
     * Runs a call to its end.
     *
     * @return what the caller gets
     * @throws Throwable what the caller gets thrown
     */
    @Nullable
    Object drive(CallRun run) throws Throwable;
}
