package io.resilientagent.reactive;

import java.util.Optional;

import io.resilientagent.CallBinding;
import io.resilientagent.CallContext;
import io.resilientagent.engine.Attempt;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The attempt that is running, as the pipeline sees it that a guarded method returned. {@link CallContext#current()} is
 * for the method's body.
 */
public final class ReactiveCallContext {

    /** A class, so that no key of an application is the same. */
    private static final Class<CallContext> KEY = CallContext.class;

    private ReactiveCallContext() {}

    /**
     * The running attempt of the innermost guarded call around this place of a pipeline.
     *
     * @throws IllegalStateException outside any guarded call; what may run outside uses {@link #find}
     */
    public static CallContext from(ContextView context) {
        return find(context)
                .orElseThrow(() -> new IllegalStateException(
                        "There is no guarded call around this pipeline: call the method through its Spring bean, or"
                                + " use ReactiveCallContext.find(context)"));
    }

    /** The running attempt of the innermost guarded call around this place of a pipeline, if there is one. */
    public static Optional<CallContext> find(ContextView context) {
        return context.getOrEmpty(KEY);
    }

    static Context with(ContextView context, Attempt attempt) {
        return Context.of(context)
                .put(KEY, attempt)
                .putAllMap(attempt.observed().context());
    }

    /** The attempt inside which a call is made: that of the pipeline, else that of the thread. */
    static @Nullable CallContext around(ContextView context) {
        return find(context).orElseGet(CallBinding::get);
    }
}
