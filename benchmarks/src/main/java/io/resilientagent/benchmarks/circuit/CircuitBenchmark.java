package io.resilientagent.benchmarks.circuit;

import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
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
import org.openjdk.jmh.annotations.Warmup;

/** One circuit, shared by all threads: what a successful call costs, and what a refused one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {FixedHeap.INITIAL, FixedHeap.MAXIMUM, FixedHeap.TOUCHED})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CircuitBenchmark {

    /** A closed circuit. */
    @State(Scope.Benchmark)
    public static class Closed {

        /** Who. */
        @Param({"ours", "resilience4j", "resilience4j-lock-free", "failsafe"})
        public String contender;

        /** Which window. */
        @Param({"count", "time"})
        public String window;

        private CircuitContender circuit;

        /** Creates the circuit. */
        @Setup
        public void create() {
            this.circuit = contender(this.contender, this.window.equals("time"));
        }
    }

    /** An open circuit. */
    @State(Scope.Benchmark)
    public static class Open {

        /** Who. */
        @Param({"ours", "resilience4j", "failsafe"})
        public String contender;

        private CircuitContender circuit;

        /** Creates and opens the circuit. */
        @Setup
        public void create() {
            this.circuit = contender(this.contender, false);
            this.circuit.open();
        }
    }

    private static CircuitContender contender(String name, boolean timeWindow) {
        return switch (name) {
            case "ours" -> new OurCircuit(timeWindow);
            case "resilience4j" ->
                new Resilience4jCircuit(timeWindow, SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
            case "resilience4j-lock-free" ->
                new Resilience4jCircuit(timeWindow, SlidingWindowSynchronizationStrategy.LOCK_FREE);
            case "failsafe" -> new FailsafeCircuit(timeWindow);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The circuit is closed and the call succeeds. When it began is known anyway: whoever guards a call limits it. */
    @Benchmark
    public boolean success(Closed state) {
        return state.circuit.succeed(System.nanoTime());
    }

    /** The circuit is open. */
    @Benchmark
    public boolean refusal(Open state) {
        return state.circuit.ask();
    }
}
