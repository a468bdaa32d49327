package io.resilientagent.circuit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.resilientagent.failure.FailureKind;

/** One of our circuits and one of Resilience4j's, with the same settings and one clock. */
final class Peer {

    static final long LEASE = Duration.ofDays(1).toNanos();

    final CircuitRegistry registry;
    final Circuit ours;
    final CircuitBreaker theirs;

    private long now;

    Peer(CircuitSettings settings) {
        this.registry = new CircuitRegistry(this::now, 10);
        this.ours = this.registry.circuit("c", settings);
        this.theirs = CircuitBreaker.of("c", config(settings));
    }

    private CircuitBreakerConfig config(CircuitSettings settings) {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold((float) settings.failureRateThreshold())
                .slowCallDurationThreshold(Objects.requireNonNull(settings.slowCallDurationThreshold()))
                .slowCallRateThreshold((float) settings.slowCallRateThreshold())
                .slidingWindow(
                        settings.slidingWindowSize(),
                        settings.minimumNumberOfCalls(),
                        settings.slidingWindowType() == WindowType.COUNT
                                ? SlidingWindowType.COUNT_BASED
                                : SlidingWindowType.TIME_BASED)
                .waitDurationInOpenState(settings.waitDurationInOpenState())
                .permittedNumberOfCallsInHalfOpenState(settings.permittedNumberOfCallsInHalfOpenState())
                .clock(new TestClock())
                .currentTimestampFunction((clock) -> this.now, TimeUnit.NANOSECONDS)
                .build();
    }

    long now() {
        return this.now;
    }

    void pass(Duration time) {
        this.now += time.toNanos();
    }

    Lease begin() {
        return Objects.requireNonNull(this.ours.acquire(this.now, LEASE));
    }

    void open() {
        begin().open(FailureKind.OVERLOADED, this.now, 0, 0);
        this.theirs.transitionToOpenState();
    }

    void failTheirs() {
        this.theirs.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("expected by the test"));
    }

    CircuitState ourState() {
        return this.ours.state(this.now);
    }

    private final class TestClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(0, Peer.this.now);
        }
    }
}
