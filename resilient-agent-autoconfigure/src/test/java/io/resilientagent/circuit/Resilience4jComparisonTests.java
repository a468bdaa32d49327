package io.resilientagent.circuit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.resilientagent.failure.FailureKind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random sequential histories: Resilience4j's circuit breaker admits the same calls and is in the same state after each.
 * Where it is not is listed in {@link Resilience4jDifferenceTests}; the histories keep clear of these.
 */
class Resilience4jComparisonTests {

    private enum Event {
        SUCCESS,
        SLOW_SUCCESS,
        FAILURE,
        SLOW_FAILURE,
        NEUTRAL,
        SECOND,
        THREE_SECONDS,
        WAIT,
        FORCE_OPEN,
        DISABLE,
        RESET
    }

    @Property(seed = "4711")
    void admitsTheSameCalls(@ForAll("settings") CircuitSettings settings, @ForAll("events") List<Event> events) {
        Peer peer = new Peer(settings);
        for (Event event : events) {
            apply(peer, event);
        }
    }

    @Provide
    Arbitrary<CircuitSettings> settings() {
        return Combinators.combine(
                        Arbitraries.of(WindowType.class),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.of(10.0, 25.0, 33.3, 50.0, 66.7, 100.0),
                        Arbitraries.of(30.0, 50.0, 100.0))
                .as((type, size, minimum, rate, slowRate) -> TestSettings.settings()
                        .window(type, size, minimum)
                        .failureRate(rate)
                        .slow(Duration.ofSeconds(5), slowRate)
                        .wait(Duration.ofMillis(10_500))
                        .build());
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, Arbitraries.of(Event.SUCCESS, Event.FAILURE)),
                        Tuple.of(3, Arbitraries.of(Event.SLOW_SUCCESS, Event.SLOW_FAILURE, Event.NEUTRAL)),
                        Tuple.of(4, Arbitraries.of(Event.SECOND, Event.THREE_SECONDS, Event.WAIT)),
                        Tuple.of(1, Arbitraries.of(Event.FORCE_OPEN, Event.DISABLE, Event.RESET, Event.RESET)))
                .list()
                .ofMinSize(10)
                .ofMaxSize(200);
    }

    private static void apply(Peer peer, Event event) {
        switch (event) {
            case SUCCESS -> call(peer, false, 0);
            case SLOW_SUCCESS -> call(peer, false, 6);
            case FAILURE -> call(peer, true, 0);
            case SLOW_FAILURE -> call(peer, true, 6);
            case NEUTRAL -> call(peer, null, 0);
            case SECOND -> peer.pass(Duration.ofSeconds(1));
            case THREE_SECONDS -> peer.pass(Duration.ofSeconds(3));
            case WAIT -> peer.pass(Duration.ofSeconds(11));
            case FORCE_OPEN -> {
                peer.registry.force("c", CircuitState.FORCED_OPEN, null);
                peer.theirs.transitionToForcedOpenState();
            }
            case DISABLE -> {
                peer.registry.force("c", CircuitState.DISABLED, null);
                peer.theirs.transitionToDisabledState();
            }
            case RESET -> {
                peer.registry.reset("c");
                peer.theirs.reset();
            }
        }
    }

    private static void call(Peer peer, @Nullable Boolean failed, long seconds) {
        Lease lease = peer.ours.acquire(peer.now(), Peer.LEASE);
        boolean admitted = peer.theirs.tryAcquirePermission();
        assertThat(lease != null).isEqualTo(admitted);
        if (lease != null) {
            end(peer, lease, failed, TimeUnit.SECONDS.toNanos(seconds));
        }
        compare(peer);
    }

    private static void end(Peer peer, Lease lease, @Nullable Boolean failed, long elapsed) {
        if (failed == null) {
            lease.release(peer.now());
            peer.theirs.releasePermission();
        } else if (failed) {
            lease.fail(FailureKind.SERVER_ERROR, peer.now(), elapsed, 0);
            peer.theirs.onError(elapsed, TimeUnit.NANOSECONDS, new IllegalStateException("expected by the test"));
        } else {
            lease.succeed(peer.now(), elapsed);
            peer.theirs.onSuccess(elapsed, TimeUnit.NANOSECONDS);
        }
    }

    private static void compare(Peer peer) {
        assertThat(peer.ourState().name()).isEqualTo(peer.theirs.getState().name());
        if (peer.theirs.getState() == CircuitBreaker.State.CLOSED) {
            CircuitBreaker.Metrics theirs = peer.theirs.getMetrics();
            CircuitSnapshot ours = peer.ours.snapshot(peer.now());
            assertThat(ours.bufferedCalls()).isEqualTo(theirs.getNumberOfBufferedCalls());
            assertThat(ours.failedCalls()).isEqualTo(theirs.getNumberOfFailedCalls());
            assertThat(ours.slowCalls()).isEqualTo(theirs.getNumberOfSlowCalls());
            Double rate = ours.failureRate();
            assertThat((rate != null) ? rate.floatValue() : -1).isEqualTo(theirs.getFailureRate());
        }
    }
}
