package io.resilientagent.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/** The threads on which limited attempts run, and the count of those that were given up on and still run. */
public final class Workers {

    /** The key of the limit of abandoned workers. */
    static final String MAX_ABANDONED = "resilient-agent.executor.max-abandoned";

    /** The key of the limit of worker threads. */
    static final String MAX_THREADS = "resilient-agent.executor.max-threads";

    private final Executor executor;

    private final Executor followUps;

    private final ContextCarrier carrier;

    private final int maxAbandoned;

    private final AtomicInteger abandoned = new AtomicInteger();

    /**
     * Creates workers.
     *
     * @param executor for bodies, which may hang
     * @param followUps for what becomes of calls, which must not wait behind bodies that hang
     * @param maxAbandoned beyond how many abandoned workers no attempt is begun any more; 1 or more
     */
    public Workers(Executor executor, Executor followUps, ContextCarrier carrier, int maxAbandoned) {
        Assert.isTrue(
                maxAbandoned >= 1, () -> "Invalid '" + MAX_ABANDONED + "' (" + maxAbandoned + "): must be 1 or more");
        this.executor = executor;
        this.followUps = followUps;
        this.carrier = carrier;
        this.maxAbandoned = maxAbandoned;
    }

    /** How many attempts were given up on and still run. */
    public int abandoned() {
        return this.abandoned.get();
    }

    /** What the calling thread holds now, for later tasks of the same call. */
    Carried carry() {
        return new Carried(this.carrier);
    }

    /** A body for which the calling thread will wait. */
    AwaitedHop awaited(Attempt attempt) {
        return new AwaitedHop(attempt, this.abandoned);
    }

    /** Where bodies are counted that were given up on. */
    AtomicInteger abandonedCounter() {
        return this.abandoned;
    }

    /** Starts a body with what the calling thread holds; false if there is no thread for it. */
    boolean start(Hop hop) {
        tell(hop.attempt(), this.carrier.leftBehind());
        return hasRoom() && isStarted(() -> this.executor.execute(this.carrier.wrap(hop)));
    }

    /**
     * Starts a body with what was carried; false if there is no thread for it.
     *
     * @param lost is told what was thrown before the body began
     */
    boolean start(Hop hop, Carried carried, Consumer<Throwable> lost) {
        tell(hop.attempt(), carried.leftBehind());
        if (!hop.attempt().isLimited()) {
            runBody(hop, carried, lost);
            return true;
        }
        return hasRoom() && isStarted(() -> carried.execute(this.executor, hop, lost));
    }

    /** Runs a short task that has to be run, with what was carried if that can be, away from the calling thread. */
    void dispatch(Runnable task, Carried carried) {
        followUp(task, carried, (thrown) -> task.run());
    }

    /** Cancels what a body returned, which is foreign work like the body: as long as it lasts it counts as abandoned. */
    void cancel(Runnable foreign, Carried carried) {
        Runnable counted = () -> {
            this.abandoned.incrementAndGet();
            try {
                foreign.run();
            } finally {
                this.abandoned.decrementAndGet();
            }
        };
        runBody(counted, carried, (thrown) -> counted.run());
    }

    /** Runs what has to be run although it may hang: among the bodies, as long as there is a thread. */
    private void runBody(Runnable task, Carried carried, Consumer<Throwable> lost) {
        if (!isStarted(() -> carried.execute(this.executor, task, lost))) {
            followUp(task, carried, lost);
        }
    }

    private void followUp(Runnable task, Carried carried, Consumer<Throwable> lost) {
        // Refused once the application has closed; calls that are still under way then end as well.
        if (!isStarted(() -> carried.execute(this.followUps, task, lost))) {
            carried.execute(ForkJoinPool.commonPool(), task, lost);
        }
    }

    private static void tell(Attempt attempt, @Nullable String leftBehind) {
        if (leftBehind != null) {
            attempt.run().engine().log().leftBehind(attempt.run().plan(), leftBehind);
        }
    }

    private boolean hasRoom() {
        return this.abandoned.get() < this.maxAbandoned;
    }

    private static boolean isStarted(Runnable start) {
        try {
            start.run();
            return true;
        } catch (RejectedExecutionException ex) {
            return false;
        }
    }

    /** The key of the limit that is in the way of a new attempt. */
    String limitReached() {
        return hasRoom() ? MAX_THREADS : MAX_ABANDONED;
    }
}
