package io.resilientagent.benchmarks.scale.circuits;

import java.util.List;
import java.util.Map;

import io.resilientagent.benchmarks.scale.Findings;
import io.resilientagent.benchmarks.scale.Findings.Bar;
import io.resilientagent.benchmarks.scale.Findings.Row;
import io.resilientagent.benchmarks.scale.Jmh;
import io.resilientagent.benchmarks.scale.Part;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/** Cost per call by how many circuits with computed names there are. */
public final class ManyCircuits implements Part {

    private static final List<String> CIRCUITS = List.of("10", "1000", "10000", "10 of 10000");

    private static final double MAX_GROWTH = 1.10;

    @Override
    public String name() {
        return "circuits";
    }

    @Override
    public Findings measure(Options options) throws RunnerException {
        Map<String, Double> nanos = Jmh.scores(ManyCircuitsBenchmark.class, 1, options);
        double existing = nanos.get("10 of 10000,ours") / nanos.get("10,ours");
        double visited = beyondMap("10000", nanos) / beyondMap("10", nanos);
        return new Findings(
                name(),
                "A call through one of many circuits with computed names, visited in random order, one thread",
                List.of("ns, 10 circuits", "1,000", "10,000", "10,000 of which 10 are visited"),
                List.of(
                        row("ours, `@CircuitGuarded(\"tenant-#{#tenant}\")`", "ours", nanos),
                        row("Resilience4j, registry asked by hand", "resilience4j", nanos),
                        row("a map of counters", "map", nanos)),
                List.of(
                        new Bar("a call among 10,000 circuits / among 10, the same 10 visited", existing, MAX_GROWTH),
                        new Bar("the same with all visited, less the map's time", visited, MAX_GROWTH)));
    }

    private static double beyondMap(String circuits, Map<String, Double> nanos) {
        return nanos.get(Jmh.key(circuits, "ours")) - nanos.get(Jmh.key(circuits, "map"));
    }

    private static Row row(String title, String contender, Map<String, Double> nanos) {
        return new Row(
                title,
                CIRCUITS.stream()
                        .map((circuits) -> nanos.get(Jmh.key(circuits, contender)))
                        .toList());
    }
}
