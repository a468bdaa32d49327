package io.resilientagent.engine;

import io.resilientagent.route.RouteCondition;

/** Who may answer a call. */
public sealed interface Route permits TargetRoute, MethodStep, CachedStep, TextStep {

    /** The name in results, metrics and logs. */
    String label();

    /** After which failures this route is asked. */
    RouteCondition condition();
}
