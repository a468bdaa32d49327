package io.resilientagent.redis;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** Circuits about which there is something to tell, each once, limited in number; the oldest go first. */
final class Pending {

    private static final int MAX = 1_000;

    private final Set<String> circuits = new LinkedHashSet<>();

    private @Nullable String taken;

    synchronized void add(String circuit) {
        this.circuits.remove(circuit);
        this.circuits.add(circuit);
        if (this.circuits.size() > MAX) {
            this.circuits.remove(this.circuits.iterator().next());
        }
        notifyAll();
    }

    /** The next one, or null if there was none for so long. What was taken before has been told. */
    synchronized @Nullable String take(long millis) throws InterruptedException {
        this.taken = null;
        if (this.circuits.isEmpty()) {
            TimeUnit.MILLISECONDS.timedWait(this, millis);
        }
        String circuit =
                this.circuits.isEmpty() ? null : this.circuits.iterator().next();
        this.circuits.remove(circuit);
        this.taken = circuit;
        return circuit;
    }

    /** Whether it has not been told yet. */
    synchronized boolean contains(String circuit) {
        return circuit.equals(this.taken) || this.circuits.contains(circuit);
    }
}
