package io.resilientagent.plan;

import java.util.List;
import java.util.Map;

import io.resilientagent.CallType;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * A name that code asked for: like a method without arguments whose {@code @LlmCall} has nothing but this name.
 *
 * @param name the name of the call
 * @param type what is asked for
 * @param returned the type of its answer, or of a piece of it
 * @param streamed whether the answer comes piece by piece
 */
record NamedSite(String name, CallType type, ResolvableType returned, boolean streamed) implements CallSite {

    @Override
    public MergedAnnotation<LlmCall> llmCall() {
        return MergedAnnotation.of(LlmCall.class, Map.of("name", this.name, "type", this.type));
    }

    @Override
    public @Nullable MergedAnnotation<CircuitGuarded> circuit() {
        return null;
    }

    @Override
    public List<MergedAnnotation<Fallback>> fallbacks() {
        return List.of();
    }

    @Override
    public List<Class<?>> parameters() {
        return List.of();
    }

    @Override
    public List<String> parameterNames() {
        return List.of();
    }

    @Override
    public String describe() {
        return "ResilientCalls.named(\"" + this.name + "\", " + this.returned + ")";
    }

    @Override
    public InvalidGuardException invalid(String problem, String cure) {
        return new InvalidGuardException(describe(), problem, cure);
    }
}
