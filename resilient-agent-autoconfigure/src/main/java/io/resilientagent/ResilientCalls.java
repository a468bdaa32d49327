package io.resilientagent;

import java.lang.reflect.Type;

/**
 * Guarded calls without annotations: the same engine, configured under the same keys. A bean of this type is there.
 *
 * <pre>{@code
 * SupportAgent(ResilientCalls calls) {
 *     this.answer = calls.named("answer", String.class);
 * }
 *
 * String answer(String prompt) {
 *     return this.answer.call((call) -> client(call.target()).ask(prompt));
 * }
 * }</pre>
 *
 * <p>Ask for a name once, while the application starts, as in a constructor: only then is what is configured for it known
 * to be used. A name is part of the code, never made of data. It is like a method with an {@code @LlmCall} that has
 * nothing but this name, shares settings and meters with methods of that name, and inherits from
 * {@code resilient-agent.calls.default}.
 */
public interface ResilientCalls {

    /**
     * The call of a name.
     *
     * @param name the key under {@code resilient-agent.calls}: letters, digits, hyphen and underscore
     * @param type the type of the answer itself
     * @throws RuntimeException if what is configured for it cannot work, as with an annotation
     */
    <T> ResilientCall<T> named(String name, Class<T> type);

    /**
     * The call of a name whose answer has a generic type.
     *
     * @param type the type of the answer itself, as from {@code ParameterizedTypeReference.getType()}; has to be
     *     {@code T}, which nobody checks
     */
    <T> ResilientCall<T> named(String name, Type type);
}
