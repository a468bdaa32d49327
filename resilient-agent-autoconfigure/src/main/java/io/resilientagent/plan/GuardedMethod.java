package io.resilientagent.plan;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * A method with its guards, and where it stands.
 *
 * @param bean the name of its bean
 * @param type the class of its bean
 * @param method the method of that class
 * @param llmCall its {@code @LlmCall}, or null
 * @param circuit its {@code @CircuitGuarded}, or null
 * @param fallbacks its {@code @Fallback}s, in order
 * @param direct whether an annotation stands on the method itself, not only on a type
 */
record GuardedMethod(
        String bean,
        Class<?> type,
        Method method,
        @Nullable MergedAnnotation<LlmCall> llmCall,
        @Nullable MergedAnnotation<CircuitGuarded> circuit,
        List<MergedAnnotation<Fallback>> fallbacks,
        boolean direct)
        implements CallSite {

    @Override
    public ResolvableType returned() {
        return ResolvableType.forMethodReturnType(this.method, this.type);
    }

    @Override
    public boolean streamed() {
        return false;
    }

    @Override
    public List<Class<?>> parameters() {
        List<Class<?>> types = new ArrayList<>();
        for (int i = 0; i < this.method.getParameterCount(); i++) {
            types.add(
                    ResolvableType.forMethodParameter(this.method, i, this.type).resolve(Object.class));
        }
        return types;
    }

    @Override
    public List<String> parameterNames() {
        String[] names = new DefaultParameterNameDiscoverer().getParameterNames(this.method);
        return (names != null) ? List.of(names) : List.of();
    }

    boolean isGuarded() {
        return this.llmCall != null || this.circuit != null || !this.fallbacks.isEmpty();
    }

    /** Class and method, as a person writes them. */
    @Override
    public String describe() {
        String parameters = Arrays.stream(this.method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        return this.type.getSimpleName() + "." + this.method.getName() + "(" + parameters + ")";
    }

    @Override
    public InvalidGuardException invalid(String problem, String cure) {
        return new InvalidGuardException("Bean '" + this.bean + "', method " + describe(), problem, cure);
    }
}
