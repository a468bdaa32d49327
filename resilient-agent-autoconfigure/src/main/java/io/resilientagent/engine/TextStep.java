package io.resilientagent.engine;

import java.util.function.Supplier;

import io.resilientagent.route.RouteCondition;

/**
 * A fixed text.
 *
 * @param condition after which failures it answers
 * @param text the answer, as it is written
 * @param answer the answer itself, made anew each time
 */
public record TextStep(RouteCondition condition, String text, Supplier<?> answer) implements Route {

    /** A text that is the answer itself. */
    public TextStep(RouteCondition condition, String text) {
        this(condition, text, () -> text);
    }

    @Override
    public String label() {
        return "text";
    }
}
