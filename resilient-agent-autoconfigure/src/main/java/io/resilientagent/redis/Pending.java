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

    synchronized void add(String circuit) {
        this.untold.remove(circuit);
        this.untold.add(circuit);
        if (this.untold.size() > MAX) {
            Iterator<String> oldest = this.untold.iterator();
            oldest.next();
            oldest.remove();
        }
        notifyAll();
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
        return circuit;
    }
}
