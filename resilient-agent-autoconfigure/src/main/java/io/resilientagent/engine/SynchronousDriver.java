package io.resilientagent.engine;

import java.time.Duration;
import java.util.Set;

import io.resilientagent.CallBinding;
import io.resilientagent.CallContext;
import io.resilientagent.CallTimeoutException;
import io.resilientagent.time.Sleeper;
import io.resilientagent.time.Ticker;
import io.resilientagent.time.Timer;
import org.jspecify.annotations.Nullable;

/** Drives methods that return when they are done. The caller waits, and is always released in time. */
public final class SynchronousDriver implements CallDriver {

    private final Ticker ticker;

    private final Sleeper sleeper;

    private final Timer timer;

    private final Workers workers;

    public SynchronousDriver(Ticker ticker, Sleeper sleeper, Timer timer, Workers workers) {
        this.ticker = ticker;
        this.sleeper = sleeper;
        this.timer = timer;
        this.workers = workers;
    }

    @Override
    public Set<Class<?>> containers() {
        return Set.of();
    }

    @Override
    public @Nullable Object drive(CallEngine engine, CallPlan plan, GuardedInvocation invocation) throws Throwable {
        CallRun run = engine.run(plan, invocation);
        Step step = run.begin(this.ticker.nanos());
        while (true) {
            if (step instanceof Attempt attempt) {
                step = run(run, attempt);
            } else if (step instanceof LookUp lookUp) {
                step = lookUp(run, lookUp);
            } else if (step instanceof Step.Wait wait) {
                step = sleep(run, wait.nanos());
            } else if (step instanceof Step.Fail fail) {
                throw fail.thrown();
            } else {
                return ((Step.Answer) step).value();
            }
        }
    }

    private Step run(CallRun run, Attempt attempt) {
        if (!attempt.isLimited()) {
            return runHere(run, attempt, null);
        }
        return attempt.staysWithItsCaller()
                ? runHere(run, attempt, new Watch(this.timer, attempt.limitNanos()))
                : hop(run, attempt);
    }

    private Step runHere(CallRun run, Attempt attempt, @Nullable Watch watch) {
        CallContext before = CallBinding.get();
        CallBinding.set(attempt);
        Object value;
        try {
            value = attempt.invoke();
        } catch (Throwable ex) {
            if (watch != null && watch.end()) {
                return run.failed(attempt, timeout(attempt), this.ticker.nanos());
            }
            return Interruption.isOfCaller(ex) ? cancelled(run, attempt) : run.failed(attempt, ex, this.ticker.nanos());
        } finally {
            CallBinding.set(before);
        }
        if (watch != null) {
            // An answer that came too late is an answer all the same: nobody had been let go.
            watch.end();
        }
        return run.succeeded(attempt, value, this.ticker.nanos());
    }

    private Step hop(CallRun run, Attempt attempt) {
        AwaitedHop hop = this.workers.awaited(attempt);
        try {
            if (!this.workers.start(hop)) {
                return run.saturated(attempt, this.workers.limitReached(), this.ticker.nanos());
            }
        } catch (Throwable ex) {
            // What carries the context over is the application's, and its leases are not to be lost.
            return run.failed(attempt, ex, this.ticker.nanos());
        }
        try {
            if (!hop.await(attempt.limitNanos()) && hop.abandon()) {
                return cutOff(run, attempt, hop);
            }
        } catch (InterruptedException ex) {
            hop.abandon();
            return cancelled(run, attempt);
        }
        Throwable thrown = hop.thrown();
        return (thrown != null)
                ? run.failed(attempt, thrown, this.ticker.nanos())
                : run.succeeded(attempt, hop.value(), this.ticker.nanos());
    }

    private Step cutOff(CallRun run, Attempt attempt, Hop hop) {
        if (!hop.hasBegun()) {
            return run.saturated(attempt, Workers.MAX_THREADS, this.ticker.nanos());
        }
        return run.failed(attempt, timeout(attempt), this.ticker.nanos());
    }

    private static CallTimeoutException timeout(Attempt attempt) {
        return new CallTimeoutException(attempt.name(), Duration.ofNanos(attempt.limitNanos()));
    }

    private Step lookUp(CallRun run, LookUp lookUp) {
        try {
            lookUp.begin(() -> {});
            lookUp.await();
        } catch (InterruptedException ex) {
            lookUp.cancel(true);
            return cancelled(run, null);
        }
        return run.lookedUp(lookUp, this.ticker.nanos());
    }

    private Step sleep(CallRun run, long nanos) {
        try {
            this.sleeper.sleep(nanos);
        } catch (InterruptedException ex) {
            return cancelled(run, null);
        }
        return run.waited(this.ticker.nanos());
    }

    private Step cancelled(CallRun run, @Nullable Attempt attempt) {
        Thread.currentThread().interrupt();
        return run.cancelled(attempt, this.ticker.nanos());
    }
}
