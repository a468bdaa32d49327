package io.resilientagent.benchmarks.scale.flight;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.sun.management.OperatingSystemMXBean;

/** Keeps a number of calls in flight for a while: each answer begins the next call. Runs on the client's event loop. */
final class Round {

    private static final int MAX_CALLS = 4_000_000;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Nanoseconds of each call; one array for all rounds. */
    private static final long[] LATENCIES = new long[MAX_CALLS];

    private final Client client;

    private final Supplier<CompletableFuture<String>> call;

    private final int inFlight;

    private final long start;

    private final long end;

    private final CountDownLatch drained = new CountDownLatch(1);

    private int begun;

    private int ended;

    private int measured;

    private int failed;

    private long cpuAtStart = -1;

    private long cpuAtEnd = -1;

    private long endedAt;

    private Round(Client client, Supplier<CompletableFuture<String>> call, int inFlight, long nanos) {
        this.client = client;
        this.call = call;
        this.inFlight = inFlight;
        this.start = System.nanoTime() + 5 * Server.DELAY;
        this.end = this.start + nanos;
    }

    /** Runs to its end. */
    static RoundResult run(Client client, Supplier<CompletableFuture<String>> call, int inFlight, long nanos)
            throws InterruptedException {
        Round round = new Round(client, call, inFlight, nanos);
        client.execute(round::beginSome);
        if (!round.drained.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Calls got no answer: " + (round.begun - round.ended));
        }
        return round.result();
    }

    /** Spread over the server's delay: begun at once, they would come back at once for ever. */
    private void beginSome() {
        long since = System.nanoTime() - (this.start - 5 * Server.DELAY);
        long due = Math.min(this.inFlight, this.inFlight * since / Server.DELAY);
        while (this.begun < due) {
            begin();
        }
        if (this.begun < this.inFlight) {
            CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)
                    .execute(() -> this.client.execute(this::beginSome));
        }
    }

    private void begin() {
        this.begun++;
        long begunAt = System.nanoTime();
        this.call.get().whenComplete((answer, thrown) -> ended(begunAt, thrown != null));
    }

    private void ended(long begunAt, boolean isFailure) {
        long now = System.nanoTime();
        this.ended++;
        if (now - this.start >= 0 && now - this.end < 0) {
            if (this.cpuAtStart < 0) {
                this.cpuAtStart = SYSTEM.getProcessCpuTime();
            }
            LATENCIES[this.measured++] = now - begunAt;
            this.failed += isFailure ? 1 : 0;
            this.endedAt = now;
        }
        if (now - this.end < 0) {
            begin();
            return;
        }
        if (this.cpuAtEnd < 0) {
            this.cpuAtEnd = SYSTEM.getProcessCpuTime();
        }
        if (this.ended == this.begun) {
            this.drained.countDown();
        }
    }

    private RoundResult result() {
        if (this.failed > 0) {
            throw new IllegalStateException(this.failed + " calls failed");
        }
        long[] sorted = Arrays.copyOf(LATENCIES, this.measured);
        Arrays.sort(sorted);
        double seconds = (this.endedAt - this.start) / 1e9;
        return new RoundResult(
                this.measured / seconds,
                sorted[this.measured / 2] / 1e6,
                sorted[(int) (this.measured * 0.99)] / 1e6,
                (double) (this.cpuAtEnd - this.cpuAtStart) / this.measured);
    }
}
