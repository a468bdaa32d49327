package io.resilientagent.sample.simulator;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A simulated provider as the control API shows it.
 *
 * @param fault {@code healthy}, or what it does instead
 * @param timesLeft how many calls still fail; null if healthy or until further notice
 * @param share which share of the calls fails; null if healthy
 * @param retryAfter what it advises; null if nothing
 * @param delay how late its answers come; null unless slow
 * @param requests how many requests have reached it
 * @param failed how many of these it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProviderStatus(
        String fault,
        @Nullable Integer timesLeft,
        @Nullable Double share,
        @Nullable Duration retryAfter,
        @Nullable Duration delay,
        long requests,
        long failed) {

    static ProviderStatus of(@Nullable Fault fault, long requests, long failed) {
        if (fault == null) {
            return new ProviderStatus("healthy", null, null, null, null, requests, failed);
        }
        Duration delay = (fault.kind() == FaultKind.SLOW) ? fault.delay() : null;
        return new ProviderStatus(
                fault.kind().key(), fault.times(), fault.share(), fault.retryAfter(), delay, requests, failed);
    }
}
