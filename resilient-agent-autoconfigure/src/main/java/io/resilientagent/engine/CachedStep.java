package io.resilientagent.engine;

import io.resilientagent.route.RouteCondition;

/**
 * The last good answer to the same question.
 *
 * @param condition after which failures it answers
 */
public record CachedStep(RouteCondition condition) implements Route {

    @Override
    public String label() {
        return "cached";
    }
}
