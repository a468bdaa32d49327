package io.resilientagent.plan;

import io.resilientagent.engine.CallPlan;

/**
 * The plan of a name that code asked for.
 *
 * @param plan for an answer as it is
 * @param takesFallbacks whether code may add steps; not where they are configured, or the call is switched off
 */
record NamedPlan(CallPlan plan, boolean takesFallbacks) {}
