package io.resilientagent.engine;

import io.resilientagent.route.RouteCondition;

/**
 * A fixed text.
 *
 * @param condition after which failures it answers
 * @param text the answer
 */
public record TextStep(RouteCondition condition, String text) implements Route {

    @Override
    public String label() {
        return "text";
    }
}
