package io.resilientagent.plan;

import java.util.List;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;

/** Where in the code a call is made: a guarded method, or a name that code asked for. */
sealed interface CallSite permits GuardedMethod, NamedSite {

    /** Its {@code @LlmCall}, or what stands for one; null if it has none. */
    @Nullable
    MergedAnnotation<LlmCall> llmCall();

    /** Its {@code @CircuitGuarded}, or null. */
    @Nullable
    MergedAnnotation<CircuitGuarded> circuit();

    /** Its {@code @Fallback}s, in order. */
    List<MergedAnnotation<Fallback>> fallbacks();

    /** What the caller gets. */
    ResolvableType returned();

    /** Whether that comes piece by piece, although its type does not say so. */
    boolean streamed();

    /** The types of its arguments. */
    List<Class<?>> parameters();

    /** The names of its arguments; empty if nobody knows them. */
    List<String> parameterNames();

    /** A short name, as a person writes it. */
    String describe();

    /** The exception that says what is wrong with it. */
    InvalidGuardException invalid(String problem, String cure);
}
