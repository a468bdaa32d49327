package io.resilientagent.benchmarks.tracking;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.resilientagent.autoconfigure.ResilientAgentAutoConfiguration;
import io.resilientagent.autoconfigure.ResilientAgentMetricsAutoConfiguration;
import io.resilientagent.autoconfigure.ResilientAgentObservationAutoConfiguration;
import io.resilientagent.benchmarks.FixedHeap;
import io.resilientagent.micrometer.CallMeters;
import io.resilientagent.micrometer.TokenMeters;
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
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** One guarded call that succeeds, by who is told of it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {FixedHeap.INITIAL, FixedHeap.MAXIMUM, FixedHeap.TOUCHED})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrackingBenchmark {

    /** An application. */
    @State(Scope.Benchmark)
    public static class Application {

        /** Who is told: nobody, meters, meters and observations that one handler gets. */
        @Param({"nobody", "meters", "observations"})
        public String told;

        private AnnotationConfigApplicationContext context;

        private Agent agent;

        /** Starts it. */
        @Setup
        public void start() {
            this.context = new AnnotationConfigApplicationContext();
            this.context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "benchmark", Map.of("resilient-agent.calls.default.timeout-mode", "caller-thread")));
            this.context.register(Agent.class, ResilientAgentAutoConfiguration.class);
            if (!this.told.equals("nobody")) {
                this.context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
                this.context.register(ResilientAgentMetricsAutoConfiguration.class);
            }
            if (this.told.equals("observations")) {
                this.context.registerBean(ObservationRegistry.class, Application::observed);
                this.context.register(ResilientAgentObservationAutoConfiguration.class);
            }
            this.context.refresh();
            if (!this.told.equals("nobody")) {
                MeterRegistry registry = this.context.getBean(MeterRegistry.class);
                this.context.getBean(CallMeters.class).bindTo(registry);
                this.context.getBean(TokenMeters.class).bindTo(registry);
            }
            this.agent = this.context.getBean(Agent.class);
        }

        private static ObservationRegistry observed() {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

                @Override
                public boolean supportsContext(Observation.Context context) {
                    return true;
                }
            });
            return registry;
        }

        /** Stops it. */
        @TearDown
        public void stop() {
            this.context.close();
        }
    }

    /** The method answers at once. */
    @Benchmark
    public String success(Application application) {
        return application.agent.answer();
    }
}
