package io.resilientagent.engine;

import io.resilientagent.circuit.AdmissionWait;
import io.resilientagent.timeout.StreamLimits;
import org.jspecify.annotations.Nullable;

/**
 * What limits a call as a whole.
 *
 * @param deadline the limit of its time in nanoseconds; 0 is none
 * @param circuitWait whether it waits for circuits that refuse all of its routes; null if not
 * @param concurrency how many attempts of this name may run at the same time; null is any number
 * @param stream what limits a stream after its first content
 * @param onCallersThread whether attempts run on their caller's thread, and are only interrupted at their limit
 */
public record CallLimits(
        long deadline,
        @Nullable AdmissionWait circuitWait,
        @Nullable ConcurrencyLimit concurrency,
        StreamLimits stream,
        boolean onCallersThread) {

    /** No limit at all. */
    public static final CallLimits NONE = new CallLimits(0, null, null, StreamLimits.NONE, false);
}
