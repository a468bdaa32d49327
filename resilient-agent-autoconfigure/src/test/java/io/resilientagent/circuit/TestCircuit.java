package io.resilientagent.circuit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.resilientagent.failure.FailureKind;

import static org.assertj.core.api.Assertions.assertThat;

/** A circuit in a registry of its own, with a clock that only the test moves. */
final class TestCircuit {

    static final long LEASE = Duration.ofMinutes(10).toNanos();

    final CircuitRegistry registry;

    final Circuit circuit;

    final List<CircuitTransition> transitions = new ArrayList<>();

    private long now;

    TestCircuit(TestSettings settings) {
        this(settings, 0);
    }

    TestCircuit(TestSettings settings, long start) {
        this.now = start;
        this.registry = new CircuitRegistry(this::now, 100);
        this.registry.addListener(new CircuitListener() {
            @Override
            public void onTransition(CircuitTransition transition) {
                TestCircuit.this.transitions.add(transition);
            }
        });
        this.circuit = this.registry.circuit("anthropic/claude", settings.build());
    }

    long now() {
        return this.now;
    }

    void pass(Duration time) {
        this.now += time.toNanos();
    }

    Lease begin() {
        return Objects.requireNonNull(this.circuit.acquire(this.now, LEASE), "refused");
    }

    void refuses() {
        assertThat(this.circuit.acquire(this.now, LEASE)).isNull();
    }

    void succeed(int times) {
        for (int i = 0; i < times; i++) {
            begin().succeed(this.now, 0);
        }
    }

    void fail(int times) {
        for (int i = 0; i < times; i++) {
            begin().fail(FailureKind.OVERLOADED, this.now, 0, 0);
        }
    }

    void take(Duration elapsed) {
        begin().succeed(this.now, elapsed.toNanos());
    }

    CircuitState state() {
        return this.circuit.state(this.now);
    }

    CircuitSnapshot snapshot() {
        return this.circuit.snapshot(this.now);
    }

    Duration untilAdmission() {
        return Duration.ofNanos(this.circuit.nanosUntilAdmission(this.now));
    }
}
