package io.resilientagent.benchmarks.scale.flight;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.resilientagent.benchmarks.scale.Applications;
import io.resilientagent.benchmarks.scale.Findings;
import io.resilientagent.benchmarks.scale.Findings.Bar;
import io.resilientagent.benchmarks.scale.Findings.Row;
import io.resilientagent.benchmarks.scale.Jvm;
import io.resilientagent.benchmarks.scale.Part;
import org.openjdk.jmh.runner.options.Options;
import org.springframework.context.ConfigurableApplicationContext;

/** Ten thousand calls in flight, guarded and not, in turns. */
public final class InFlight implements Part {

    private static final int IN_FLIGHT = 10_000;

    private static final int WARM_UP_ROUNDS = 2;

    private static final int ROUNDS = 7;

    private static final long ROUND = TimeUnit.MILLISECONDS.toNanos(1_500);

    /** Of the throughput. */
    private static final double ALLOWED_LOSS = 0.02;

    /** Measures, in a JVM of its own. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Process server = Jvm.start(System.getProperty("java.class.path"), Server.class.getName());
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
                Client client = new Client(Integer.parseInt(output.readLine()));
                ConfigurableApplicationContext context = Applications.start(Map.of(), List.of(client), Agent.class)) {
            Agent agent = context.getBean(Agent.class);
            List<RoundResult> plain = new ArrayList<>();
            List<RoundResult> guarded = new ArrayList<>();
            for (int i = 0; i < ROUNDS + WARM_UP_ROUNDS; i++) {
                plain.add(round(client, agent::plain));
                guarded.add(round(client, agent::guarded));
            }
            RoundResult.print("unguarded", plain.subList(WARM_UP_ROUNDS, plain.size()));
            RoundResult.print("guarded", guarded.subList(WARM_UP_ROUNDS, guarded.size()));
        } finally {
            server.destroy();
        }
    }

    private static RoundResult round(Client client, Supplier<CompletableFuture<String>> call)
            throws InterruptedException {
        System.gc();
        return Round.run(client, call, IN_FLIGHT, ROUND);
    }

    @Override
    public String name() {
        return "flight";
    }

    @Override
    public Findings measure(Options options) throws IOException, InterruptedException {
        Map<String, Double> figures = Jvm.run(InFlight.class);
        double kept = figures.get("guarded per second") / figures.get("unguarded per second");
        return new Findings(
                name(),
                "10,000 calls in flight against a loopback server that answers in 100 ms",
                List.of("calls/s", "median ms", "p99 ms", "CPU ns per call"),
                List.of(row("unguarded", figures), row("guarded", figures)),
                List.of(new Bar("guarded calls lose of the throughput", 1 - kept, ALLOWED_LOSS)));
    }

    private static Row row(String name, Map<String, Double> figures) {
        return new Row(
                name,
                List.of(
                        figures.get(name + " per second"),
                        figures.get(name + " median"),
                        figures.get(name + " p99"),
                        figures.get(name + " cpu")));
    }
}
