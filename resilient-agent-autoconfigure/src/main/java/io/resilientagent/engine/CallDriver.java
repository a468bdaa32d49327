package io.resilientagent.engine;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Runs the steps that a call decides on: the only place with threads and waiting. A plan names its driver. */
public interface CallDriver {

    /** The types in which it delivers an answer, each with the answer's type as its argument; none if as it is. */
    Set<Class<?>> containers();

    /** Those of its containers that deliver an answer piece by piece; it may also deliver them in a result. */
    default Set<Class<?>> streams() {
        return Set.of();
    }

    /**
     * Runs a call to its end, or on its way to it; {@link CallEngine#run} makes it.
     *
     * @return what the caller gets
     * @throws Throwable what the caller gets thrown
     */
    @Nullable
    Object drive(CallEngine engine, CallPlan plan, GuardedInvocation invocation) throws Throwable;
}
