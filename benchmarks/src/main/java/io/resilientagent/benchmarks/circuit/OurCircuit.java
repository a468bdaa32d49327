package io.resilientagent.benchmarks.circuit;

import java.time.Duration;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.Lease;
import io.resilientagent.circuit.WindowType;

/** The circuit of this library. */
final class OurCircuit implements CircuitContender {

    private static final long LEASE = Duration.ofMinutes(1).toNanos();

    private final CircuitRegistry registry = new CircuitRegistry(System::nanoTime, 10);

    private final Circuit circuit;

    OurCircuit(boolean timeWindow) {
        this.circuit = this.registry.circuit(
                "c",
                new CircuitSettings(
                        0,
                        RATE,
                        timeWindow ? WindowType.TIME : WindowType.COUNT,
                        WINDOW,
                        MINIMUM,
                        Duration.ofSeconds(30),
                        100,
                        Duration.ofHours(1),
                        null,
                        Duration.ofHours(1),
                        1));
    }

    @Override
    public boolean succeed(long start) {
        Lease lease = this.circuit.acquire(start, LEASE);
        if (lease == null) {
            return false;
        }
        long end = System.nanoTime();
        lease.succeed(end, end - start);
        return true;
    }

    @Override
    public boolean ask() {
        return this.circuit.acquire(System.nanoTime(), LEASE) != null;
    }

    @Override
    public void open() {
        this.registry.force("c", CircuitState.OPEN, Duration.ofHours(1));
    }
}
