package io.resilientagent.circuit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;

import io.resilientagent.failure.FailureKind;

/** One circuit under many threads that call, fail, hold on to leases, lose them, force states and change settings. */
final class Storm {

    private static final int PLACES = 3;

    private static final int HELD = 4;

    private static final long LEASE = Duration.ofDays(1_000).toNanos();

    private static final FailureKind[] KINDS = {
        FailureKind.RATE_LIMITED, FailureKind.OVERLOADED, FailureKind.TIMEOUT, FailureKind.AUTHENTICATION
    };

    private static final CircuitState[] FORCED = {
        CircuitState.CLOSED, CircuitState.OPEN, CircuitState.FORCED_OPEN, CircuitState.DISABLED
    };

    private static final TestSettings SETTINGS = TestSettings.settings()
            .failureThreshold(5)
            .failureRate(50)
            .permitted(PLACES)
            .wait(Duration.ofMillis(2))
            .maxWait(Duration.ofSeconds(1));

    private static final CircuitSettings BY_COUNT = SETTINGS.build();

    private static final CircuitSettings BY_TIME =
            SETTINGS.failureThreshold(8).window(WindowType.TIME, 3, 10).build();

    final LongAdder calls = new LongAdder();

    final LongAdder lost = new LongAdder();

    final LongAdder ended = new LongAdder();

    final LongAdder refused = new LongAdder();

    final LongAdder released = new LongAdder();

    final LongAdder failed = new LongAdder();

    final LongAdder probes = new LongAdder();

    final AtomicInteger tooManyProbes = new AtomicInteger();

    final Map<CircuitState, LongAdder> visits = Collections.synchronizedMap(new EnumMap<>(CircuitState.class));

    private final AtomicLong now = new AtomicLong();

    private final CircuitRegistry registry = new CircuitRegistry(this.now::get, 10);

    private final Circuit circuit = this.registry.circuit("c", BY_COUNT);

    private final Map<HalfOpen, AtomicInteger> probesOut = Collections.synchronizedMap(new WeakHashMap<>());

    Storm() {
        this.registry.addListener(new CircuitListener() {
            @Override
            public void onTransition(CircuitTransition transition) {
                Storm.this
                        .visits
                        .computeIfAbsent(transition.to(), (state) -> new LongAdder())
                        .increment();
            }
        });
    }

    CircuitSnapshot snapshot() {
        return this.circuit.snapshot(this.now.get());
    }

    /** Goes on until somebody says that it is enough; then every lease that was not lost is given back. */
    void rage(BooleanSupplier enough) {
        Random random = ThreadLocalRandom.current();
        Queue<Lease> held = new ArrayDeque<>();
        while (!enough.getAsBoolean()) {
            this.calls.increment();
            long time = this.now.addAndGet(random.nextInt(100_000));
            begin(held, random, time);
            if (held.size() > random.nextInt(HELD)) {
                end(held.remove(), random, time);
            }
            if (random.nextInt(20_000) == 0) {
                interfere(random);
            }
        }
        held.forEach((lease) -> end(lease, random, this.now.get()));
    }

    private void begin(Queue<Lease> held, Random random, long time) {
        boolean lost = random.nextInt(100) == 0;
        Lease lease = this.circuit.acquire(time, lost ? 1_000 : LEASE);
        if (lease == null) {
            this.refused.increment();
            return;
        }
        if (lease instanceof Probe) {
            this.probes.increment();
        }
        if (lost) {
            this.lost.increment();
        } else {
            if (lease instanceof Probe probe && out(probe).incrementAndGet() > PLACES) {
                this.tooManyProbes.incrementAndGet();
            }
            held.add(lease);
        }
    }

    private AtomicInteger out(Probe probe) {
        return this.probesOut.computeIfAbsent(probe.period, (period) -> new AtomicInteger());
    }

    /** The weather changes every five seconds of the storm's own time. */
    private void end(Lease lease, Random random, long time) {
        if (lease instanceof Probe probe) {
            out(probe).decrementAndGet();
        }
        this.ended.increment();
        int weather = (int) (time / Duration.ofSeconds(5).toNanos() % 3);
        int dice = random.nextInt(100);
        FailureKind kind = KINDS[random.nextInt(KINDS.length)];
        if (dice < 2) {
            lease.undo();
        } else if (dice < 5) {
            boolean counts = !(lease instanceof Disabled);
            lease.release(time);
            this.released.add(counts ? 1 : 0);
        } else if (dice < 5 + 30 * weather) {
            this.failed.add(lease instanceof Disabled ? 0 : 1);
            if (dice == 5) {
                lease.open(kind, time, 0, 0);
            } else {
                lease.fail(kind, time, 0, random.nextInt(50) == 0 ? 1 : 0);
            }
        } else {
            lease.succeed(time, 0);
        }
    }

    private void interfere(Random random) {
        if (random.nextInt(4) == 0) {
            this.registry.replace("c", random.nextBoolean() ? BY_COUNT : BY_TIME);
            return;
        }
        CircuitState state = FORCED[random.nextInt(FORCED.length)];
        this.registry.force("c", state, (state == CircuitState.CLOSED) ? null : Duration.ofMillis(2));
    }

    /** The circuit, and the clock that it is asked with, for whoever comes after the storm. */
    void after(ObjLongConsumer<Circuit> visitor) {
        visitor.accept(this.circuit, this.now.get());
    }

    /** Lets time pass and good calls through until the window has nothing but these. */
    void calm(Duration time) {
        this.now.addAndGet(time.toNanos());
        for (int i = 0; i < 50; i++) {
            Lease lease = this.circuit.acquire(this.now.get(), LEASE);
            if (lease != null) {
                lease.succeed(this.now.get(), 0);
            }
        }
    }
}
