package io.resilientagent.engine;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Where a call is made.
 *
 * @param attempt inside which it is made, or null
 * @param pipeline what the context of the pipeline around it holds under a key, or null
 * @param caller says who makes it, for cached answers; null is whoever the calling thread says
 */
record CallOrigin(
        @Nullable Attempt attempt,
        Function<Object, @Nullable Object> pipeline,
        @Nullable CallerIdentity caller) {}
