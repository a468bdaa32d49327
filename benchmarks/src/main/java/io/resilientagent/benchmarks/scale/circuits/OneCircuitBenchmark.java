package io.resilientagent.benchmarks.scale.circuits;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.resilientagent.benchmarks.FixedHeap;
import io.resilientagent.benchmarks.scale.Applications;
import org.jspecify.annotations.Nullable;
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
import org.springframework.context.ConfigurableApplicationContext;

/** A successful call through a circuit that all threads share. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {FixedHeap.INITIAL, FixedHeap.MAXIMUM, FixedHeap.TOUCHED})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class OneCircuitBenchmark {

    private static final int WINDOW = 20;

    private static final int MINIMUM = 10;

    /** A circuit. */
    @State(Scope.Benchmark)
    public static class Shared {

        /** Whose; Failsafe has no annotations, nor does Resilience4j's decorator look anything up. */
        @Param({"ours", "resilience4j annotations", "resilience4j decorator", "failsafe"})
        public String contender;

        private @Nullable ConfigurableApplicationContext context;

        private Supplier<String> call;

        /** Creates it. */
        @Setup
        public void create() {
            this.call = switch (this.contender) {
                case "ours" -> annotated()::ours;
                case "resilience4j annotations" -> annotated()::theirs;
                case "resilience4j decorator" ->
                    CircuitBreaker.decorateSupplier(CircuitBreaker.of("shared", settings()), () -> "answer");
                case "failsafe" -> failsafe();
                default -> throw new IllegalArgumentException(this.contender);
            };
        }

        private SharedAgent annotated() {
            String window = "resilience4j.circuitbreaker.configs.default.";
            this.context = Applications.start(
                    Map.of(window + "sliding-window-size", WINDOW, window + "minimum-number-of-calls", MINIMUM),
                    SharedAgent.class);
            return this.context.getBean(SharedAgent.class);
        }

        private static CircuitBreakerConfig settings() {
            return CircuitBreakerConfig.custom()
                    .slidingWindowSize(WINDOW)
                    .minimumNumberOfCalls(MINIMUM)
                    .build();
        }

        private static Supplier<String> failsafe() {
            FailsafeExecutor<String> executor = Failsafe.with(dev.failsafe.CircuitBreaker.<String>builder()
                    .withFailureThreshold(MINIMUM, WINDOW)
                    .build());
            return () -> executor.get(() -> "answer");
        }

        /** Ends it. */
        @TearDown
        public void close() {
            if (this.context != null) {
                this.context.close();
            }
        }
    }

    /** The call succeeds at once. */
    @Benchmark
    public Object call(Shared state) {
        return state.call.get();
    }
}
