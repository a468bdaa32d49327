package io.resilientagent.benchmarks.call;

import java.time.temporal.ChronoUnit;

import io.smallrye.faulttolerance.api.TypedGuard;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** SmallRye Fault Tolerance without CDI, and so without a proxy. Its timeout interrupts the caller's thread. */
final class SmallRyeGuard implements Contender {

    private final Agent agent = new Agent();

    private final TypedGuard<String> guard;

    SmallRyeGuard(Setting setting, boolean limited) {
        TypedGuard.Builder<String> builder = TypedGuard.create(String.class)
                .withCircuitBreaker()
                .requestVolumeThreshold(Setting.WINDOW)
                .failureRatio(setting.failureRate() / 100.0)
                .delay(1, ChronoUnit.HOURS)
                .successThreshold(1)
                .done()
                .withRetry()
                .maxRetries(Setting.ATTEMPTS - 1)
                .delay(0, ChronoUnit.MILLIS)
                .jitter(0, ChronoUnit.MILLIS)
                .abortOn(CircuitBreakerOpenException.class)
                .done();
        if (setting.hasFallback()) {
            builder = builder.withFallback().handler(() -> Work.INSTEAD).done();
        }
        if (limited) {
            builder = builder.withTimeout().duration(30, ChronoUnit.SECONDS).done();
        }
        this.guard = builder.build();
    }

    @Override
    public Object call(Work work) throws Exception {
        return this.guard.call(() -> this.agent.answer(work));
    }
}
