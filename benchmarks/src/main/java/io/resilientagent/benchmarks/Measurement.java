package io.resilientagent.benchmarks;

/**
 * What one contender needed for one call.
 *
 * @param benchmark what was done
 * @param contender who did it
 * @param threads how many threads did it at the same time
 * @param nanos the time of a call of one thread: the median of all iterations
 * @param error half of what lies between the fastest iteration and the slowest, in nanoseconds
 * @param bytes what a call allocated: the median of all iterations
 */
public record Measurement(String benchmark, String contender, int threads, double nanos, double error, double bytes) {}
