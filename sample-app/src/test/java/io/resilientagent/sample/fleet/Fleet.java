package io.resilientagent.sample.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.resilientagent.sample.simulator.SharedSimulator;
import org.awaitility.Awaitility;

/** Instances of the sample, each with a wire of its own to one Redis, and all with the same simulated providers. */
final class Fleet implements AutoCloseable {

    static final String KEY_PREFIX = "fleet-test";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;

    private final boolean sharing;

    private final SharedSimulator provider = SharedSimulator.start();

    private final RealRedis redis;

    private final List<Wire> wires = new ArrayList<>();

    private final List<Instance> instances = new ArrayList<>();

    private final List<Remote> remotes = new ArrayList<>();

    private final List<Instance> guests = new ArrayList<>();

    private Fleet(Path folder, boolean sharing, RealRedis redis) {
        this.folder = folder;
        this.sharing = sharing;
        this.redis = redis;
    }

    /** A fleet that answers; whether its instances share their circuits is the only difference between two of them. */
    static Fleet start(Path folder, int size, boolean sharing) throws IOException, InterruptedException {
        Fleet fleet = new Fleet(folder, sharing, RealRedis.start(folder));
        try {
            for (int i = 0; i < size; i++) {
                fleet.wires.add(Wire.to(fleet.redis.port()));
                fleet.instances.add(fleet.launch(i, Map.of()));
            }
            for (Instance instance : fleet.instances) {
                fleet.remotes.add(instance.awaitStart());
            }
            return fleet;
        } catch (IOException | RuntimeException | Error ex) {
            fleet.close();
            throw ex;
        }
    }

    private Instance launch(int member, Map<String, String> environment) throws IOException {
        Path place = Files.createTempDirectory(this.folder, "instance-" + member + "-");
        List<String> properties = new ArrayList<>(List.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "spring.ai.anthropic.base-url=" + this.provider.url(),
                "spring.ai.openai.base-url=" + this.provider.url() + "/v1",
                "spring.data.redis.repositories.enabled=false",
                "spring.data.redis.host=127.0.0.1",
                "spring.data.redis.port=" + this.wires.get(member).port(),
                "management.health.redis.enabled=false",
                "resilient-agent.calls.support.timeout=30s"));
        if (this.sharing) {
            properties.add("resilient-agent.sharing.enabled=true");
            properties.add("resilient-agent.sharing.key-prefix=" + KEY_PREFIX);
        }
        return Instance.start(place, environment, properties);
    }

    RealRedis redis() {
        return this.redis;
    }

    SharedSimulator provider() {
        return this.provider;
    }

    Wire wire(int member) {
        return this.wires.get(member);
    }

    Remote remote(int member) {
        return this.remotes.get(member);
    }

    List<Remote> remotes() {
        return List.copyOf(this.remotes);
    }

    /** What all instances have logged. */
    List<String> logs() {
        return this.instances.stream().map(Instance::log).toList();
    }

    /** Ends one instance, and starts another in its place. */
    void replace(int member, Map<String, String> environment) throws IOException {
        this.instances.get(member).close();
        this.instances.set(member, launch(member, environment));
        this.remotes.set(member, this.instances.get(member).awaitStart());
    }

    /** Starts one more instance, which is not among those that are meant by all. */
    Remote join(Map<String, String> environment) throws IOException {
        this.wires.add(Wire.to(this.redis.port()));
        Instance guest = launch(this.wires.size() - 1, environment);
        this.guests.add(guest);
        return guest.awaitStart();
    }

    /** Heals Redis, the provider and the wires. */
    void heal() throws IOException, InterruptedException {
        this.provider.healFirst();
        this.redis.resume();
        this.redis.startAgain();
        this.wires.forEach(Wire::heal);
    }

    /** Heals everything, asks nothing more, and waits until all instances hear of each other and all circuits closed. */
    void calm() throws IOException, InterruptedException {
        heal();
        this.remotes.forEach(Remote::stopBurst);
        if (this.sharing) {
            this.remotes.get(0).force("FORCED_OPEN");
            awaitEverywhere("FORCED_OPEN");
        }
        // no word may still be on its way when a test says the next one elsewhere
        List<Remote> told = this.sharing ? this.remotes.subList(0, 1) : this.remotes;
        told.forEach(Remote::reset);
        Awaitility.await("all circuits closed").atMost(PATIENCE).until(() -> {
            boolean closed = isEverywhere("CLOSED");
            if (!closed) {
                told.forEach(Remote::reset);
            }
            return closed;
        });
    }

    boolean isEverywhere(String state) {
        return this.remotes.stream().allMatch((remote) -> remote.state().equals(state));
    }

    void await(Remote remote, String state) {
        Awaitility.await(state).atMost(PATIENCE).until(() -> remote.state().equals(state));
    }

    void awaitEverywhere(String state) {
        Awaitility.await(state + " everywhere").atMost(PATIENCE).until(() -> isEverywhere(state));
    }

    /** The time from the first instance that went into the present state to the last one. */
    Duration spread() {
        List<Instant> moments = this.remotes.stream()
                .map(Remote::since)
                .sorted(Comparator.naturalOrder())
                .toList();
        return Duration.between(moments.get(0), moments.get(moments.size() - 1));
    }

    @Override
    public void close() throws IOException {
        Stream.concat(this.instances.stream(), this.guests.stream()).forEach(Instance::stop);
        Stream.concat(this.instances.stream(), this.guests.stream()).forEach(Instance::close);
        for (Wire wire : this.wires) {
            wire.close();
        }
        this.redis.close();
        this.provider.close();
    }
}
