package io.resilientagent.benchmarks.scale.memory;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.resilientagent.benchmarks.scale.Applications;
import io.resilientagent.benchmarks.scale.Findings;
import io.resilientagent.benchmarks.scale.Findings.Bar;
import io.resilientagent.benchmarks.scale.Findings.Row;
import io.resilientagent.benchmarks.scale.Heap;
import io.resilientagent.benchmarks.scale.Jvm;
import io.resilientagent.benchmarks.scale.Part;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import org.openjdk.jmh.runner.options.Options;
import org.springframework.context.ConfigurableApplicationContext;

/** What a circuit holds on the heap: its entry in the registry, its retry budget and its name included. */
public final class CircuitMemory implements Part {

    private static final int CIRCUITS = 10_000;

    private static final int HISTORY = 10;

    private static final double MAX_BYTES = 1_024;

    /** Less than an entry: what two measurements of the same heap differ by. */
    private static final double NO_MORE = 16;

    /** Measures, in a JVM of its own. */
    public static void main(String[] arguments) {
        String[] tenants = new String[CIRCUITS];
        for (int i = 0; i < CIRCUITS; i++) {
            tenants[i] = String.valueOf(100_000 + i);
        }
        try (ConfigurableApplicationContext context =
                Applications.start(Map.of("resilient-agent.max-circuits", CIRCUITS + 1), Tenants.class)) {
            Tenants agent = context.getBean(Tenants.class);
            agent.answer("first");
            long before = Heap.used();
            forAll(tenants, agent::answer);
            print("ours new", before);
            CircuitRegistry circuits = context.getBean(CircuitRegistry.class);
            forAll(tenants, (tenant) -> transit(circuits, tenant));
            print("ours after 10", before);
            forAll(tenants, (tenant) -> transit(circuits, tenant));
            print("ours after 20", before);
        }
        CircuitBreakerRegistry peers = CircuitBreakerRegistry.ofDefaults();
        peers.circuitBreaker("first").executeRunnable(() -> {});
        long before = Heap.used();
        forAll(tenants, (tenant) -> peers.circuitBreaker("tenant-" + tenant).executeRunnable(() -> {}));
        print("theirs new", before);
        forAll(tenants, (tenant) -> transit(peers, tenant));
        print("theirs after 10", before);
        forAll(tenants, (tenant) -> transit(peers, tenant));
        print("theirs after 20", before);
    }

    private static void forAll(String[] tenants, Consumer<String> action) {
        for (String tenant : tenants) {
            action.accept(tenant);
        }
    }

    private static void transit(CircuitRegistry circuits, String tenant) {
        for (int i = 0; i < HISTORY; i += 2) {
            circuits.force("tenant-" + tenant, CircuitState.OPEN, null);
            circuits.reset("tenant-" + tenant);
        }
    }

    private static void transit(CircuitBreakerRegistry circuits, String tenant) {
        for (int i = 0; i < HISTORY; i += 2) {
            circuits.circuitBreaker("tenant-" + tenant).transitionToOpenState();
            circuits.circuitBreaker("tenant-" + tenant).transitionToClosedState();
        }
    }

    private static void print(String name, long before) {
        Jvm.print(name, (Heap.used() - before) / (double) CIRCUITS);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Findings measure(Options options) throws IOException, InterruptedException {
        Map<String, Double> bytes = Jvm.run(CircuitMemory.class);
        return new Findings(
                name(),
                "Bytes of a circuit on the heap, with its name and its entries in maps",
                List.of("new", "after 10 transitions", "after 20"),
                List.of(row("ours", "ours", bytes), row("Resilience4j, registry", "theirs", bytes)),
                List.of(
                        new Bar("bytes of a circuit before its first transition", bytes.get("ours new"), MAX_BYTES),
                        new Bar(
                                "bytes that ten more transitions add to a full history",
                                bytes.get("ours after 20") - bytes.get("ours after 10"),
                                NO_MORE)));
    }

    private static Row row(String title, String name, Map<String, Double> bytes) {
        return new Row(
                title, List.of(bytes.get(name + " new"), bytes.get(name + " after 10"), bytes.get(name + " after 20")));
    }
}
