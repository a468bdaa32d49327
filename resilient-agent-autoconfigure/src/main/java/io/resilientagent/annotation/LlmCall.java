package io.resilientagent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.resilientagent.CallType;
import io.resilientagent.Repeat;
import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Guards a method that calls a model: its failures are classified, retried with back-off where that helps, cut off in
 * time, kept away from a provider that is down, and answered by the next target of its chain or its fallbacks.
 *
 * <p>On a type it guards the type's public methods. An annotation of the method stands before one of the type. The
 * keys under {@code resilient-agent.calls.<name>} stand before the values given here, these before
 * {@code resilient-agent.calls.default}. Text attributes resolve <code>${...}</code>.
 *
 * <p>A call from within the same object ({@code this.answer()}) does not pass the proxy and is not guarded.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Reflective
public @interface LlmCall {

    /** Alias for {@link #name()}. */
    @AliasFor("name")
    String value() default "";

    /**
     * The key under {@code resilient-agent.calls}: letters, digits, hyphen and underscore. Methods that share a name
     * share settings and meters.
     *
     * <p>Default is class and method in kebab case: {@code support-agent-answer}.
     */
    @AliasFor("value")
    String name() default "";

    /** What is asked for; decides the default limits. Default is {@link CallType#COMPLETION}. */
    CallType type() default CallType.COMPLETION;

    /**
     * The provider and model that this method talks to, {@code provider/model}; gives it a circuit for the account
     * and one for the model. A chain in the configuration replaces it. Default is none.
     */
    String model() default "";

    /**
     * The limit of one attempt, such as {@code 20s} or {@code PT20S}; {@code 0} is no limit. Default is that of
     * {@link #type()}: 30 s, 10 s for embeddings, 5 min for reasoning.
     */
    String timeout() default "";

    /** How many tries in all, the first included: 1 to 100. Default, 0, is that of {@link #type()}: 3, or 2. */
    int maxAttempts() default 0;

    /**
     * Whose key or quota is used: a template over the arguments, such as <code>#{#tenant}</code>. Each account of a
     * provider has a circuit of its own. Default is one account.
     */
    String account() default "";

    /** Whether the method may be begun again. Default is {@link Repeat#ALWAYS}; {@code NEVER} cannot be loosened. */
    Repeat repeat() default Repeat.ALWAYS;
}
