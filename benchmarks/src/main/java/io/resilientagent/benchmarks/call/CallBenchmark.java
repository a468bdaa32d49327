package io.resilientagent.benchmarks.call;

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

/** One call from end to end, in each of the cases of {@link Setting}, guarded by all who know the case. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {FixedHeap.INITIAL, FixedHeap.MAXIMUM, FixedHeap.TOUCHED})
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class CallBenchmark {

    /** A contender in one case; all threads share it. */
    abstract static class Match {

        private Contender contender;

        final void start(Entrant entrant, Setting setting) {
            this.contender = entrant.enter(setting);
            setting.prepare(this.contender);
        }

        final Object call(Work work) throws Exception {
            return this.contender.call(work);
        }

        /** Stops it. */
        @TearDown
        public void stop() {
            this.contender.close();
        }
    }

    /** {@link Setting#SUCCESS}. */
    @State(Scope.Benchmark)
    public static class Success extends Match {

        /** Who. */
        @Param
        public Entrant contender;

        /** Starts it. */
        @Setup
        public void start() {
            start(this.contender, Setting.SUCCESS);
        }
    }

    /** {@link Setting#REJECTED}. */
    @State(Scope.Benchmark)
    public static class Rejected extends Match {

        /** Who. */
        @Param({"OURS", "RESILIENCE4J_ANNOTATIONS", "RESILIENCE4J", "FAILSAFE", "SMALLRYE"})
        public Entrant contender;

        /** Starts it. */
        @Setup
        public void start() {
            start(this.contender, Setting.REJECTED);
        }
    }

    /** {@link Setting#REJECTED_WITH_FALLBACK}. */
    @State(Scope.Benchmark)
    public static class RejectedWithFallback extends Match {

        /** Who. */
        @Param({"OURS", "OURS_AGENT_RESULT", "RESILIENCE4J_ANNOTATIONS", "RESILIENCE4J", "FAILSAFE", "SMALLRYE"})
        public Entrant contender;

        /** Starts it. */
        @Setup
        public void start() {
            start(this.contender, Setting.REJECTED_WITH_FALLBACK);
        }
    }

    /** {@link Setting#FAILING_WITH_RETRY}. */
    @State(Scope.Benchmark)
    public static class FailingWithRetry extends Match {

        /** Who. */
        @Param({
            "OURS",
            "RESILIENCE4J_ANNOTATIONS",
            "RESILIENCE4J",
            "SPRING_RETRYABLE",
            "SPRING_RETRY_TEMPLATE",
            "FAILSAFE",
            "SMALLRYE"
        })
        public Entrant contender;

        /** Starts it. */
        @Setup
        public void start() {
            start(this.contender, Setting.FAILING_WITH_RETRY);
        }
    }

    /** One caller. */
    @State(Scope.Thread)
    public static class Caller {

        private final Work answering = new Work.Answering();

        private final Work failingTwice = new Work.FailingTwice();
    }

    /** The first attempt answers. */
    @Benchmark
    public Object success(Success match, Caller caller) throws Exception {
        return match.call(caller.answering);
    }

    /** The open circuit's exception, caught where the call was made. */
    @Benchmark
    public Object rejected(Rejected match, Caller caller) {
        try {
            return match.call(caller.answering);
        } catch (Exception ex) {
            return ex;
        }
    }

    /** The fallback answers for an open circuit. */
    @Benchmark
    public Object rejectedWithFallback(RejectedWithFallback match, Caller caller) throws Exception {
        return match.call(caller.answering);
    }

    /** The third attempt answers. */
    @Benchmark
    public Object failingWithRetry(FailingWithRetry match, Caller caller) throws Exception {
        return match.call(caller.failingTwice);
    }
}
