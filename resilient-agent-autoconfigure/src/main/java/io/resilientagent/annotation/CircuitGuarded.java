package io.resilientagent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Puts a circuit of its own around a method. With {@link LlmCall} and a chain it stands around the chain. Alone it is
 * classification and circuit only: one try, no timeout, no deadline; for a tool or a vector store.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Reflective
public @interface CircuitGuarded {

    /** Alias for {@link #name()}. */
    @AliasFor("name")
    String value() default "";

    /**
     * The key under {@code resilient-agent.circuits}, or a template over the arguments such as
     * <code>tenant-#{#tenant}</code>, which needs {@link #settings()}. Required.
     */
    @AliasFor("value")
    String name() default "";

    /** The circuit whose settings a computed name shares. Default is {@link #name()} itself. */
    String settings() default "";
}
