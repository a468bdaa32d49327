package io.resilientagent.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.CallObserver;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.RetryResult;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Observers are looked up late, and never change a call's result. */
@ExtendWith(OutputCaptureExtension.class)
class ObserverTests {

    private final ApplicationContextRunner runner =
            StartUp.runner().withBean(ManualTime.class).withBean(Agent.class);

    @Test
    void observersAreLookedUpAtTheFirstCall() {
        AtomicInteger made = new AtomicInteger();
        this.runner
                .withBean(
                        "observer",
                        Counting.class,
                        () -> {
                            made.incrementAndGet();
                            return new Counting();
                        },
                        (bean) -> bean.setLazyInit(true))
                .run((context) -> {
                    assertThat(made).hasValue(0);
                    context.getBean(Agent.class).answer();
                    assertThat(made).hasValue(1);
                    assertThat(context.getBean(Counting.class).calls).hasValue(1);
                });
    }

    @Test
    void nothingMakesTheMeterRegistryEarly() {
        AtomicInteger made = new AtomicInteger();
        this.runner
                .withConfiguration(AutoConfigurations.of(ResilientAgentMetricsAutoConfiguration.class))
                .withBean(
                        "registry",
                        MeterRegistry.class,
                        () -> {
                            made.incrementAndGet();
                            return new SimpleMeterRegistry();
                        },
                        (bean) -> bean.setLazyInit(true))
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Agent.class).answer()).isEqualTo("answer");
                    assertThat(made).hasValue(0);
                });
    }

    @Test
    void observerThatThrowsChangesNothing(CapturedOutput output) {
        this.runner.withBean(Throwing.class).withBean(Counting.class).run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.fail(1);
            assertThat(agent.answer()).isEqualTo("answer");
            assertThat(agent.answer()).isEqualTo("answer");
            assertThat(context.getBean(Counting.class).calls).hasValue(2);
        });
        assertThat(output.getOut().split("Throwing failed;", -1)).hasSize(2);
    }

    @Test
    void observerThatCannotBeMadeChangesNothing(CapturedOutput output) {
        this.runner
                .withBean(
                        "observer",
                        Counting.class,
                        () -> {
                            throw new IllegalStateException("no observer today");
                        },
                        (bean) -> bean.setLazyInit(true))
                .run((context) -> {
                    assertThat(context.getBean(Agent.class).answer()).isEqualTo("answer");
                    assertThat(context.getBean(Agent.class).answer()).isEqualTo("answer");
                });
        assertThat(output).contains("no observer today");
    }

    static class Agent {

        private volatile int failures;

        void fail(int times) {
            this.failures = times;
        }

        @LlmCall("agent")
        public String answer() {
            if (this.failures-- > 0) {
                throw Problem.of(FailureKind.OVERLOADED, 529);
            }
            return "answer";
        }
    }

    static class Counting implements CallObserver {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void callEnded(CallPlan plan, CallOutcome outcome) {
            this.calls.incrementAndGet();
        }
    }

    static class Throwing implements CallObserver {

        @Override
        public void attemptEnded(CallPlan plan, TargetRoute target, @Nullable Failure failure, long elapsed) {
            throw new AssertionError("attempt");
        }

        @Override
        public void retriesEnded(CallPlan plan, TargetRoute target, RetryResult result, int tries) {
            throw new IllegalStateException("retries");
        }

        @Override
        public void callEnded(CallPlan plan, CallOutcome outcome) {
            throw new LinkageError("call");
        }
    }
}
