package io.resilientagent.engine;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.resilientagent.ModelTarget;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.retry.RetryPolicy;
import io.resilientagent.retry.RetrySettings;
import io.resilientagent.route.RouteCondition;
import io.resilientagent.timeout.TimeLimits;

/** Collects what a {@link TargetRoute} is made of: three tries, no jitter, no limit, no circuit, unless said. */
final class Target {

    private final String label;

    private Duration timeout = Duration.ZERO;

    private Duration reserve = Duration.ZERO;

    private int attempts = 3;

    private RouteCondition condition = RouteCondition.ANY;

    private boolean equivalent;

    private List<CircuitUse> circuits = List.of();

    Target(String label) {
        this.label = label;
    }

    Target timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    Target reserve(Duration reserve) {
        this.reserve = reserve;
        return this;
    }

    Target attempts(int attempts) {
        this.attempts = attempts;
        return this;
    }

    Target when(FailureKind... kinds) {
        this.condition = condition(kinds);
        return this;
    }

    Target equivalent() {
        this.equivalent = true;
        return this;
    }

    Target circuits(CircuitUse... circuits) {
        this.circuits = List.of(circuits);
        return this;
    }

    TargetRoute route() {
        RetrySettings retry = new RetrySettings(
                this.attempts, Duration.ofSeconds(1), 2, Duration.ofSeconds(20), 0, Duration.ofSeconds(10));
        return new TargetRoute(
                this.label,
                (this.label.indexOf('/') > 0) ? ModelTarget.parse(this.label) : null,
                this.condition,
                this.equivalent,
                new TimeLimits(this.timeout.toNanos(), this.reserve.toNanos()),
                new RetryPolicy(retry, () -> 0),
                this.circuits,
                null);
    }

    static RouteCondition condition(FailureKind... kinds) {
        return new RouteCondition(Set.of(kinds), Set.of(), List.of());
    }
}
