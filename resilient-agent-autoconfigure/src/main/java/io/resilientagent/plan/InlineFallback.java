package io.resilientagent.plan;

import io.resilientagent.ResilientCall.Fallback;
import io.resilientagent.engine.FallbackInvoker;
import io.resilientagent.engine.GuardedInvocation;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/** A fallback that code wrote where it asked for the call. */
record InlineFallback(Fallback<?> fallback) implements FallbackInvoker {

    @Override
    public boolean handles(Throwable thrown) {
        return true;
    }

    @Override
    public @Nullable Object invoke(GuardedInvocation invocation, Failure failure, Throwable thrown) throws Throwable {
        return this.fallback.answer(failure);
    }
}
