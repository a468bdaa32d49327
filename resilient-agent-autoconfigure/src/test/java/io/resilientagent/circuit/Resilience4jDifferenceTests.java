package io.resilientagent.circuit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

/** Where this circuit behaves unlike Resilience4j 2.4.0 with the same settings, on purpose. The list is complete. */
class Resilience4jDifferenceTests {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private static TestSettings base() {
        return settings()
                .failureRate(50)
                .slow(Duration.ofSeconds(5), 100)
                .window(WindowType.COUNT, 4, 4)
                .wait(WAIT);
    }

    private static Peer halfOpen(int permitted) {
        Peer peer = new Peer(base().permitted(permitted).build());
        peer.open();
        peer.pass(WAIT.plusMillis(1));
        return peer;
    }

    @Test
    void isSeenHalfOpenWithoutACall() {
        Peer peer = halfOpen(1);
        assertThat(peer.ourState()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(peer.theirs.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void aWaitIsOverAtItsEndAndNotJustAfterIt() {
        Peer peer = new Peer(base().build());
        peer.open();
        peer.pass(WAIT);
        assertThat(peer.ours.acquire(peer.now(), Peer.LEASE)).isNotNull();
        assertThat(peer.theirs.tryAcquirePermission()).isFalse();
    }

    @Test
    void oneFailedProbeOfSeveralOpensAtOnce() {
        Peer peer = halfOpen(3);
        peer.begin().fail(FailureKind.OVERLOADED, peer.now(), 0, 0);
        peer.theirs.tryAcquirePermission();
        peer.failTheirs();
        assertThat(peer.ourState()).isEqualTo(CircuitState.OPEN);
        assertThat(peer.theirs.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
    }

    @Test
    void oneFailedProbeOfSeveralIsNotOutvoted() {
        Peer peer = halfOpen(3);
        Lease failing = peer.begin();
        for (int i = 0; i < 3; i++) {
            peer.theirs.tryAcquirePermission();
        }
        peer.begin().succeed(peer.now(), 0);
        peer.begin().succeed(peer.now(), 0);
        failing.fail(FailureKind.OVERLOADED, peer.now(), 0, 0);
        peer.theirs.onSuccess(0, TimeUnit.NANOSECONDS);
        peer.theirs.onSuccess(0, TimeUnit.NANOSECONDS);
        peer.failTheirs();
        assertThat(peer.ourState()).isEqualTo(CircuitState.OPEN);
        assertThat(peer.theirs.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void aLostProbeDoesNotKeepItsPlaceForever() {
        Peer peer = halfOpen(1);
        peer.begin();
        assertThat(peer.theirs.tryAcquirePermission()).isTrue();
        peer.pass(Duration.ofDays(1));
        assertThat(peer.ours.acquire(peer.now(), Peer.LEASE)).isNotNull();
        assertThat(peer.theirs.tryAcquirePermission()).isFalse();
    }

    @Test
    void resultsOfAnEarlierStateAreNotTakenForProbes() {
        Peer peer = new Peer(base().permitted(2).build());
        List<Lease> early = Stream.generate(peer::begin).limit(2).toList();
        peer.open();
        peer.pass(WAIT.plusMillis(1));
        peer.begin();
        peer.theirs.tryAcquirePermission();
        early.forEach((lease) -> lease.succeed(peer.now(), 0));
        peer.theirs.onSuccess(0, TimeUnit.NANOSECONDS);
        peer.theirs.onSuccess(0, TimeUnit.NANOSECONDS);
        assertThat(peer.ourState()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(peer.theirs.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void resultsOfAnEarlierStateDoNotCountInALaterClosedOne() {
        Peer peer = new Peer(base().window(WindowType.COUNT, 1, 1).build());
        Lease early = peer.begin();
        peer.registry.reset("c");
        peer.theirs.reset();
        early.fail(FailureKind.TIMEOUT, peer.now(), 0, 0);
        peer.failTheirs();
        assertThat(peer.ourState()).isEqualTo(CircuitState.CLOSED);
        assertThat(peer.theirs.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void theFiguresOfAnOpenCircuitAreThoseThatOpenedIt() {
        Peer peer = new Peer(base().build());
        Lease early = peer.begin();
        peer.open();
        early.fail(FailureKind.TIMEOUT, peer.now(), 0, 0);
        peer.failTheirs();
        assertThat(peer.ours.snapshot(peer.now()).failedCalls()).isEqualTo(1);
        assertThat(peer.ours.snapshot(peer.now()).lateCalls()).isEqualTo(1);
        assertThat(peer.theirs.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
        peer.failTheirs();
        assertThat(peer.theirs.getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
    }

    @Test
    void theSecondsOfATimeWindowBeginWithTheWindow() {
        Peer peer = new Peer(base().window(WindowType.TIME, 1, 10).build());
        peer.pass(Duration.ofMillis(500));
        peer.registry.reset("c");
        peer.theirs.reset();
        peer.begin().succeed(peer.now(), 0);
        peer.theirs.onSuccess(0, TimeUnit.NANOSECONDS);
        peer.pass(Duration.ofMillis(600));
        assertThat(peer.ours.snapshot(peer.now()).bufferedCalls()).isEqualTo(1);
        assertThat(peer.theirs.getMetrics().getNumberOfBufferedCalls()).isZero();
    }
}
