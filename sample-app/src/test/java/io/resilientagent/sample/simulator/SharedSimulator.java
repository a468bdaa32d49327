package io.resilientagent.sample.simulator;

import java.time.Duration;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/** The simulator of the sample, for many instances of it: outside all of them, and told what to do by a test. */
public final class SharedSimulator implements AutoCloseable {

    private final Simulator simulator = new Simulator(0, new Random(1));

    private SharedSimulator() {}

    /** A simulator that answers already, in which both providers are well. */
    public static SharedSimulator start() {
        SharedSimulator shared = new SharedSimulator();
        shared.simulator.start();
        return shared;
    }

    /** Where the clients find it, without a slash at the end. */
    public String url() {
        return this.simulator.url();
    }

    /** Lets the first provider of the sample's chain refuse all that it is asked. */
    public void breakFirst() {
        set(new Fault(FaultKind.OVERLOADED, null, 1, null, Duration.ZERO));
    }

    /** Lets the first provider answer again. */
    public void healFirst() {
        set(null);
    }

    private void set(@Nullable Fault fault) {
        this.simulator.set(Provider.ANTHROPIC, fault);
    }

    /** How many requests have reached the first provider while it was broken. */
    public long failed() {
        return this.simulator.status(Provider.ANTHROPIC).failed();
    }

    @Override
    public void close() {
        this.simulator.close();
    }
}
