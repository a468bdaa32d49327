package io.resilientagent.sample.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What a step plays on: it breaks and heals providers, asks, and keeps what came of it. */
class Stage {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long BETWEEN_LOOKS_MILLIS = 100;

    private final SampleClient client;

    private final List<Asked> asked = new ArrayList<>();

    Stage(SampleClient client) {
        this.client = client;
    }

    /** What has been asked on this stage. */
    List<Asked> asked() {
        return List.copyOf(this.asked);
    }

    /**
     * Asks each model once, off the record: the first request of a client takes seconds on a slow machine, which would
     * look like a provider that hangs. The fault that is used for it counts in no circuit.
     */
    void warmUp() throws IOException, InterruptedException {
        this.client.breakProvider("anthropic", "{\"fault\": \"context-overflow\", \"times\": 1}");
        this.client.ask("Are you there?");
        this.client.heal("anthropic");
        this.client.ask("Are you there?");
    }

    Asked ask() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Answer answer = this.client.ask("Where is my parcel?");
        Asked asked = new Asked(answer, Duration.ofNanos(System.nanoTime() - begin), this.client.circuits());
        this.asked.add(asked);
        return asked;
    }

    void breakProvider(String provider, String order) throws IOException, InterruptedException {
        this.client.breakProvider(provider, order);
    }

    void heal(String provider) throws IOException, InterruptedException {
        this.client.heal(provider);
    }

    long requests(String provider) throws IOException, InterruptedException {
        return this.client.requests(provider);
    }

    /** Waits until the circuits are as they should be. */
    void await(String what, Predicate<Circuits> condition) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!condition.test(this.client.circuits())) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new UnexpectedOutcomeException("waited %s in vain: %s".formatted(PATIENCE, what));
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }
}
