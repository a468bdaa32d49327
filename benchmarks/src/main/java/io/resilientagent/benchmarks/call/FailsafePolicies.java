package io.resilientagent.benchmarks.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Fallback;
import dev.failsafe.Policy;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;

/** Failsafe, which has no annotations and so no proxy. Its timeout interrupts the caller's thread. */
final class FailsafePolicies implements Contender {

    private final Agent agent = new Agent();

    private final FailsafeExecutor<Object> executor;

    FailsafePolicies(Setting setting, boolean limited) {
        List<Policy<Object>> policies = new ArrayList<>();
        if (setting.hasFallback()) {
            policies.add(Fallback.of((failure) -> Work.INSTEAD));
        }
        policies.add(RetryPolicy.builder()
                .withMaxAttempts(Setting.ATTEMPTS)
                .abortOn(CircuitBreakerOpenException.class)
                .build());
        policies.add(CircuitBreaker.builder()
                .withFailureThreshold(setting.failures(), Setting.WINDOW)
                .withDelay(Duration.ofHours(1))
                .withSuccessThreshold(1)
                .build());
        if (limited) {
            policies.add(Timeout.builder(Duration.ofSeconds(30)).withInterrupt().build());
        }
        this.executor = Failsafe.with(policies);
    }

    @Override
    public Object call(Work work) {
        return this.executor.get(() -> this.agent.answer(work));
    }
}
