package io.resilientagent.redis;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** Circuits about which there is something to tell, each once, limited in number; the oldest go first. */
final class Pending {

    private static final int MAX = 1_000;

    private final Set<String> untold = new LinkedHashSet<>();

    /** What has been told, but has not come back yet. */
    private final Set<String> unheard = new LinkedHashSet<>();

    synchronized void add(String circuit) {
        add(this.untold, circuit);
        notifyAll();
    }

    private static void add(Set<String> circuits, String circuit) {
        circuits.remove(circuit);
        circuits.add(circuit);
        if (circuits.size() > MAX) {
            Iterator<String> oldest = circuits.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The next one to tell of, or null if there was none for so long. */
    synchronized @Nullable String take(long millis) throws InterruptedException {
        if (this.untold.isEmpty()) {
            TimeUnit.MILLISECONDS.timedWait(this, millis);
        }
        if (this.untold.isEmpty()) {
            return null;
        }
        String circuit = this.untold.iterator().next();
        this.untold.remove(circuit);
        add(this.unheard, circuit);
        return circuit;
    }

    /** What was told has come back, or will not. */
    synchronized void heard(String circuit) {
        this.unheard.remove(circuit);
    }

    synchronized void heardAll() {
        this.unheard.clear();
    }

    /** Whether what there is to tell has not come back yet. */
    synchronized boolean contains(String circuit) {
        return this.untold.contains(circuit) || this.unheard.contains(circuit);
    }
}
