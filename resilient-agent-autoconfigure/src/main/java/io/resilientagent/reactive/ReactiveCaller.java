package io.resilientagent.reactive;

import io.resilientagent.engine.CallerIdentity;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/** Says who makes a call, where the context of a pipeline knows. */
@FunctionalInterface
public interface ReactiveCaller {

    /** Who makes the call of this pipeline; null if its context has nothing about that, and its thread is to be asked. */
    @Nullable
    CallerIdentity from(ContextView context);
}
