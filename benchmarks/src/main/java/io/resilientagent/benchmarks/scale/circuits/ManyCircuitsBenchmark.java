package io.resilientagent.benchmarks.scale.circuits;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.resilientagent.benchmarks.FixedHeap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A successful call through one of many circuits; all contenders visit theirs in the same random order. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {FixedHeap.INITIAL, FixedHeap.MAXIMUM, FixedHeap.TOUCHED})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 750, timeUnit = TimeUnit.MILLISECONDS)
public class ManyCircuitsBenchmark {

    private static final int VISITS = 1 << 16;

    /** Circuits. */
    @State(Scope.Benchmark)
    public static class Circuits {

        /** Whose. */
        @Param({"ours", "resilience4j", "map"})
        public String contender;

        /** How many are visited, and of how many if not of all. */
        @Param({"10", "1000", "10000", "10 of 10000"})
        public String circuits;

        private final String[] visits = new String[VISITS];

        private int next;

        private NamedCircuits named;

        /** Creates the circuits and the order of visits. */
        @Setup
        public void create() {
            String[] numbers = this.circuits.split(" of ");
            int visited = Integer.parseInt(numbers[0]);
            String[] tenants = new String[Integer.parseInt(numbers[numbers.length - 1])];
            this.named = contender(this.contender);
            for (int i = 0; i < tenants.length; i++) {
                tenants[i] = String.valueOf(100_000 + i);
                this.named.call(tenants[i]);
            }
            Random random = new Random(1);
            for (int i = 0; i < VISITS; i++) {
                this.visits[i] = tenants[random.nextInt(visited)];
            }
        }

        private static NamedCircuits contender(String name) {
            return switch (name) {
                case "ours" -> new OurCircuits();
                case "resilience4j" -> new Resilience4jCircuits();
                case "map" -> new PlainMap();
                default -> throw new IllegalArgumentException(name);
            };
        }

        /** Ends it. */
        @TearDown
        public void close() {
            this.named.close();
        }

        private String next() {
            int visit = this.next;
            this.next = (visit + 1) & (VISITS - 1);
            return this.visits[visit];
        }
    }

    /** The call succeeds at once. */
    @Benchmark
    public Object call(Circuits state) {
        return state.named.call(state.next());
    }
}
