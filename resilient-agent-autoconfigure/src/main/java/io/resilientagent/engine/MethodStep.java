package io.resilientagent.engine;

import io.resilientagent.route.RouteCondition;

/**
 * A fallback method.
 *
 * @param label its name as written: {@code cheaperModel} or {@code faqBean.search}
 * @param condition after which failures it is asked
 * @param invoker calls it
 */
public record MethodStep(String label, RouteCondition condition, FallbackInvoker invoker) implements Route {}
