package io.resilientagent.engine;

import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A call that begins.
 *
 * @param plan what is called
 * @param callId makes the call's id, which costs something, or answers the one that was made
 * @param pipeline what the context of the pipeline around the call holds under a key, or null; a call of a value or a
 *     future has none around it
 */
public record CallStart(CallPlan plan, Supplier<String> callId, Function<Object, @Nullable Object> pipeline) {}
