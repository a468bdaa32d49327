package io.resilientagent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.resilientagent.failure.FailureKind;
import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * A step that answers when every target failed; several are asked in the order in which they stand. Exactly one of
 * {@link #method()}, {@link #cached()} and {@link #text()} says who answers.
 *
 * <p>Resolved when the application starts: an unknown method, a wrong signature or return type stops it.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Repeatable(Fallbacks.class)
@Documented
@Reflective
public @interface Fallback {

    /** Alias for {@link #method()}. */
    @AliasFor("method")
    String value() default "";

    /**
     * A method of the same bean, {@code cheaperModel}, or of another, {@code faqBean.search}. It takes the same
     * parameters, optionally one {@link io.resilientagent.failure.Failure} or {@link Throwable} more, or none of them.
     * Among overloads the one with the most specific failure type wins.
     */
    @AliasFor("value")
    String method() default "";

    /**
     * The last good answer of this method to the same question, if a cache has it: to the same arguments, asked by the
     * same caller for the same account. Only answers of the first target or its equivalents are stored.
     */
    boolean cached() default false;

    /** A fixed answer, for methods that return text. */
    String text() default "";

    /** Only after a failure of one of these kinds. Default is any kind. */
    FailureKind[] when() default {};

    /** Not after a failure of one of these kinds. Default is none. */
    FailureKind[] unless() default {};

    /** Only after a throwable of one of these types. Default is any type. */
    Class<? extends Throwable>[] whenException() default {};
}
