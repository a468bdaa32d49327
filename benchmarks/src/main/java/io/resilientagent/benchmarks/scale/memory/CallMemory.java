package io.resilientagent.benchmarks.scale.memory;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.resilientagent.benchmarks.scale.Applications;
import io.resilientagent.benchmarks.scale.Findings;
import io.resilientagent.benchmarks.scale.Findings.Row;
import io.resilientagent.benchmarks.scale.Heap;
import io.resilientagent.benchmarks.scale.Jvm;
import io.resilientagent.benchmarks.scale.Part;
import org.openjdk.jmh.runner.options.Options;
import org.springframework.context.ConfigurableApplicationContext;

/** What a call in flight holds on the heap, less what the same call holds unguarded. */
public final class CallMemory implements Part {

    private static final int CALLS = 10_000;

    /** Measures, in a JVM of its own. */
    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext context = Applications.start(Map.of(), Silent.class)) {
            Silent agent = context.getBean(Silent.class);
            print("unguarded", agent::plain);
            print("circuit", agent::circuit);
            print("everything", agent::everything);
        }
    }

    private static void print(String name, Supplier<CompletableFuture<String>> call) {
        // What the first calls leave behind for good is no call's.
        measure(call);
        Jvm.print(name, measure(call));
    }

    private static double measure(Supplier<CompletableFuture<String>> call) {
        CompletableFuture<?>[] calls = new CompletableFuture<?>[CALLS];
        long before = Heap.used();
        for (int i = 0; i < CALLS; i++) {
            calls[i] = call.get();
        }
        double bytes = (Heap.used() - before) / (double) CALLS;
        Reference.reachabilityFence(calls);
        for (CompletableFuture<?> pending : calls) {
            pending.cancel(true);
        }
        return bytes;
    }

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public Findings measure(Options options) throws IOException, InterruptedException {
        Map<String, Double> bytes = Jvm.run(CallMemory.class);
        double unguarded = bytes.get("unguarded");
        return new Findings(
                name(),
                "Bytes of a call in flight on the heap, beyond those of the unguarded one",
                List.of("bytes"),
                List.of(
                        new Row("@CircuitGuarded", List.of(bytes.get("circuit") - unguarded)),
                        new Row(
                                "@LlmCall with two circuits, timeout, deadline and @Fallback",
                                List.of(bytes.get("everything") - unguarded))),
                List.of());
    }
}
