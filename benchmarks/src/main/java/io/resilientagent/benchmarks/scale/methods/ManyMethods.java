package io.resilientagent.benchmarks.scale.methods;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.resilientagent.benchmarks.scale.Findings;
import io.resilientagent.benchmarks.scale.Findings.Bar;
import io.resilientagent.benchmarks.scale.Findings.Row;
import io.resilientagent.benchmarks.scale.Jmh;
import io.resilientagent.benchmarks.scale.Part;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/** Cost per call by how many guarded methods there are, each with a circuit of its own. */
public final class ManyMethods implements Part {

    private static final double MAX_GROWTH = 1.10;

    @Override
    public String name() {
        return "methods";
    }

    @Override
    public Findings measure(Options options) throws RunnerException {
        Map<String, Double> nanos = Jmh.scores(ManyMethodsBenchmark.class, 1, options);
        double growth = guarding(1_000, nanos) / guarding(10, nanos);
        return new Findings(
                name(),
                "A call of one of many methods of ten beans, called in random order, one thread",
                List.of("ns, 10 methods", "1,000"),
                Stream.of(Guarding.NONE, Guarding.EMPTY, Guarding.OURS)
                        .map((guarding) -> row(guarding, nanos))
                        .toList(),
                List.of(new Bar("what guarding adds with 1,000 methods / with 10", growth, MAX_GROWTH)));
    }

    private static double guarding(int methods, Map<String, Double> nanos) {
        return nanos.get(Jmh.key(Guarding.OURS.name(), methods)) - nanos.get(Jmh.key(Guarding.NONE.name(), methods));
    }

    private static Row row(Guarding guarding, Map<String, Double> nanos) {
        return new Row(
                guarding.title(),
                Stream.of(10, 1_000)
                        .map((methods) -> nanos.get(Jmh.key(guarding.name(), methods)))
                        .toList());
    }
}
