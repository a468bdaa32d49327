package io.resilientagent.soak;

import java.time.Duration;

/**
 * How hard it soaks.
 *
 * @param inFlight how many asynchronous calls are under way at once
 * @param callers how many threads make synchronous calls
 * @param callsPerSecond how many asynchronous calls begin in a second at most
 * @param hangPercent how many asynchronous bodies do nothing but hang
 * @param length how long new calls are begun
 * @param timeout of an attempt
 * @param deadline of a call
 * @param seed of all faults
 */
record SoakSettings(
        int inFlight,
        int callers,
        int callsPerSecond,
        int hangPercent,
        Duration length,
        Duration timeout,
        Duration deadline,
        long seed) {}
