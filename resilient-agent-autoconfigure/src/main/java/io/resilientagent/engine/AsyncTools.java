package io.resilientagent.engine;

import io.resilientagent.time.Ticker;
import io.resilientagent.time.Timer;

/**
 * What asynchronous calls go on with.
 *
 * @param ticker tells the time
 * @param timer for waits and limits
 * @param workers for attempts after the first
 */
public record AsyncTools(Ticker ticker, Timer timer, Workers workers) {}
