package io.resilientagent.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/** The threads on which limited attempts run, and the count of those that were given up on and still run. */
public final class Workers {

    /** The key of the limit of abandoned workers. */
    static final String MAX_ABANDONED = "resilient-agent.executor.max-abandoned";

    /** The key of the limit of worker threads. */
    static final String MAX_THREADS = "resilient-agent.executor.max-threads";

    private final Executor executor;

    private final ContextCarrier carrier;

    private final int maxAbandoned;

    private final AtomicInteger abandoned = new AtomicInteger();

    /**
     * Creates workers.
     *
     * @param maxAbandoned beyond how many abandoned workers no attempt is begun any more; 1 or more
     */
    public Workers(Executor executor, ContextCarrier carrier, int maxAbandoned) {
        Assert.isTrue(
                maxAbandoned >= 1, () -> "Invalid '" + MAX_ABANDONED + "' (" + maxAbandoned + "): must be 1 or more");
        this.executor = executor;
        this.carrier = carrier;
        this.maxAbandoned = maxAbandoned;
    }

    /** How many attempts were given up on and still run. */
    public int abandoned() {
        return this.abandoned.get();
    }

    /** Starts an attempt; null if there is no thread for it. */
    @Nullable
    Hop start(Attempt attempt) {
        if (this.abandoned.get() >= this.maxAbandoned) {
            return null;
        }
        Hop hop = new Hop(attempt, this.abandoned);
        try {
            this.executor.execute(this.carrier.wrap(hop));
            return hop;
        } catch (RejectedExecutionException ex) {
            return null;
        }
    }

    /** The key of the limit that is in the way of a new attempt. */
    String limitReached() {
        return (this.abandoned.get() >= this.maxAbandoned) ? MAX_ABANDONED : MAX_THREADS;
    }
}
