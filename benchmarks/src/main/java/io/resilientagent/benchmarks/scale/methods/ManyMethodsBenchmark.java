package io.resilientagent.benchmarks.scale.methods;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import io.resilientagent.benchmarks.FixedHeap;
import io.resilientagent.benchmarks.scale.Applications;
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

/**
 * A successful call of one of many guarded methods of ten beans, in random order. The warm-up is long: each of a
 * thousand methods has a proxy method that the JIT compiles only after thousands of calls of its own.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {FixedHeap.INITIAL, FixedHeap.MAXIMUM, FixedHeap.TOUCHED})
@Warmup(iterations = 10, time = 5)
@Measurement(iterations = 4, time = 750, timeUnit = TimeUnit.MILLISECONDS)
public class ManyMethodsBenchmark {

    private static final int VISITS = 1 << 16;

    /** Methods. */
    @State(Scope.Benchmark)
    public static class Methods {

        /** Who guards them. */
        @Param({"NONE", "EMPTY", "OURS"})
        public Guarding guarding;

        /** How many there are. */
        @Param({"10", "1000"})
        public int methods;

        private final int[] beans = new int[VISITS];

        private final int[] numbers = new int[VISITS];

        private final List<IntFunction<?>> callers = new ArrayList<>();

        private int next;

        private Path folder;

        private URLClassLoader classes;

        private ConfigurableApplicationContext context;

        /** Generates them and starts an application with them. */
        @Setup
        public void create() throws IOException, ReflectiveOperationException {
            this.folder = GeneratedBeans.compile(this.methods, this.guarding);
            this.classes = new URLClassLoader(new URL[] {this.folder.toUri().toURL()});
            Class<?>[] types = new Class<?>[GeneratedBeans.BEANS];
            for (int i = 0; i < types.length; i++) {
                types[i] = this.classes.loadClass(GeneratedBeans.bean(i));
            }
            // Proxies are defined where their classes are.
            Thread.currentThread().setContextClassLoader(this.classes);
            this.context = Applications.start(
                    Map.of("resilient-agent.calls.default.timeout-mode", "caller-thread"),
                    List.of(Intercepted.Interception.advisor()),
                    types);
            for (int i = 0; i < types.length; i++) {
                this.callers.add((IntFunction<?>) this.classes
                        .loadClass(GeneratedBeans.caller(i))
                        .getConstructor(types[i])
                        .newInstance(this.context.getBean(types[i])));
            }
            Random random = new Random(1);
            for (int i = 0; i < VISITS; i++) {
                this.beans[i] = random.nextInt(types.length);
                this.numbers[i] = random.nextInt(this.methods / types.length);
            }
        }

        /** Ends it. */
        @TearDown
        public void close() throws IOException {
            this.context.close();
            this.classes.close();
            GeneratedBeans.delete(this.folder);
        }
    }

    /** The method answers at once. */
    @Benchmark
    public Object call(Methods state) {
        int visit = state.next;
        state.next = (visit + 1) & (VISITS - 1);
        return state.callers.get(state.beans[visit]).apply(state.numbers[visit]);
    }
}
