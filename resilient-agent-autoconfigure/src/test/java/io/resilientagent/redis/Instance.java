package io.resilientagent.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.WindowType;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.time.Ticker;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** One of several applications that share circuits. */
final class Instance implements AutoCloseable {

    static final String NAME = "anthropic/claude";

    static final String OTHER = "other";

    final Proxy network;

    final LettuceConnectionFactory factory;

    final CircuitRegistry registry = new CircuitRegistry(Ticker.system(), 10);

    final Circuit circuit;

    final SharedCircuits shared;

    /** Starts one whose clock for whether Redis answers is so many times as fast. */
    Instance(Proxy network, LettuceConnectionFactory factory, String circuits, int speed) {
        this.network = network;
        this.factory = factory;
        CircuitSettings settings = new CircuitSettings(
                1, 0, WindowType.COUNT, 10, 10, null, 100, Duration.ofSeconds(60), null, Duration.ofMinutes(10), 1);
        this.circuit = this.registry.circuit(NAME, settings);
        this.registry.circuit(OTHER, settings);
        this.shared = new SharedCircuits(
                this.registry,
                factory,
                new SharingSettings("shop", List.of(circuits)),
                Ticker.system(),
                () -> speed * System.nanoTime());
        this.shared.start();
    }

    void fail() {
        this.circuit.acquire(System.nanoTime(), 1_000_000_000).fail(FailureKind.OVERLOADED, System.nanoTime(), 0, 0);
    }

    void awaitState(CircuitState state) {
        awaitState(NAME, state);
    }

    void awaitState(String name, CircuitState state) {
        Circuit awaited = this.registry.find(name).orElseThrow();
        Await.until(name + " " + state, () -> awaited.state(System.nanoTime()) == state);
    }

    void awaitShared() {
        Await.until("shared circuits", () -> this.shared.localSinceNanos() == null);
    }

    void awaitLocal() {
        Await.until("local circuits", () -> this.shared.localSinceNanos() != null);
    }

    /** Stops sharing and tells how long that took. */
    Duration stop() {
        long begun = System.nanoTime();
        this.shared.stop();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() throws IOException {
        this.shared.stop();
        this.factory.destroy();
        this.network.close();
    }
}
