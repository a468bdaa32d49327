package io.resilientagent.engine;

import java.util.Optional;

import io.resilientagent.AgentResult;
import org.jspecify.annotations.Nullable;

/**
 * In what a guarded method wraps its answer.
 *
 * @param result whether it is an {@link AgentResult}
 * @param optional whether the answer itself is an {@link Optional}
 * @param text whether the answer itself is text
 * @param stream whether the answer itself comes piece by piece
 */
public record ResultShape(boolean result, boolean optional, boolean text, boolean stream) {

    /** The answer inside what a method returned. */
    @Nullable
    Object content(@Nullable Object returned) {
        Object inner = (returned instanceof AgentResult<?> wrapped) ? wrapped.data() : returned;
        return (inner instanceof Optional<?> some) ? some.orElse(null) : inner;
    }

    /** A fixed answer as this shape's answer, without the result around it. */
    Object lift(Object fixed) {
        return this.optional ? Optional.of(fixed) : fixed;
    }

    /** Whether what a method returned is text without a visible character, or null where text was due. */
    boolean isBlank(@Nullable Object returned) {
        Object answer = content(returned);
        return this.text
                && (answer == null
                        || (answer instanceof CharSequence chars
                                && chars.toString().isBlank()));
    }
}
