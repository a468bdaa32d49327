package io.resilientagent.engine;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.resilientagent.time.Ticker;
import io.resilientagent.time.Timer;

/** Drives methods that answer with a future. Nobody waits: each step begins where the one before it ended. */
public final class FutureDriver implements CallDriver {

    private final Ticker ticker;

    private final Timer timer;

    private final Workers workers;

    public FutureDriver(Ticker ticker, Timer timer, Workers workers) {
        this.ticker = ticker;
        this.timer = timer;
        this.workers = workers;
    }

    @Override
    public Set<Class<?>> containers() {
        return Set.of(CompletionStage.class, CompletableFuture.class);
    }

    @Override
    public Object drive(CallRun run) {
        return new FutureCall(run, this).begin();
    }

    long now() {
        return this.ticker.nanos();
    }

    Timer timer() {
        return this.timer;
    }

    Workers workers() {
        return this.workers;
    }
}
