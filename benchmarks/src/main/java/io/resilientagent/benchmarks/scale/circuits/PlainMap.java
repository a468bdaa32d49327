package io.resilientagent.benchmarks.scale.circuits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** The least that circuits by name can be: a map, and for each name a count and a window. What this costs the machine. */
final class PlainMap implements NamedCircuits {

    private static final int WINDOW = 20;

    private final Map<String, Outcomes> outcomes = new ConcurrentHashMap<>();

    @Override
    public Object call(String tenant) {
        String name = "tenant-" + tenant;
        Outcomes known = this.outcomes.get(name);
        if (known == null) {
            known = this.outcomes.computeIfAbsent(name, (key) -> new Outcomes());
        }
        known.succeed();
        return tenant;
    }

    private static final class Outcomes {

        private final AtomicLong calls = new AtomicLong();

        private final AtomicIntegerArray window = new AtomicIntegerArray(WINDOW);

        void succeed() {
            int next = (int) (this.calls.getAndIncrement() % WINDOW);
            this.window.lazySet(next, 1);
        }
    }
}
