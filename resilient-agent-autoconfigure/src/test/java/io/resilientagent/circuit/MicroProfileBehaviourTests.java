package io.resilientagent.circuit;

import java.time.Duration;
import java.util.Objects;

import io.resilientagent.CircuitOpenException;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the MicroProfile Fault Tolerance specification's own tests ask of a circuit breaker together with failures and
 * retries, in our words; {@link WindowBehaviourTests} has the rest.
 */
class MicroProfileBehaviourTests {

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = Guarded.by(this.time, Agent.class)
            .withPropertyValues(
                    "resilient-agent.circuits.tool.failure-threshold=2",
                    "resilient-agent.circuits.model.failure-threshold=2",
                    "resilient-agent.circuits.model.wait-duration-in-open-state=1s");

    private CircuitState state(ApplicationContext context, String name) {
        Circuit circuit = context.getBean(CircuitRegistry.class).find(name).orElse(null);
        return Objects.requireNonNull(circuit).state(this.time.nanos());
    }

    private static void failTool(ApplicationContext context, FailureKind kind, int times) {
        context.getBean(FakeProvider.class).outage(kind);
        for (int i = 0; i < times; i++) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).tool());
        }
    }

    @Test
    void timeoutsCountUnlessToldOtherwise() {
        this.runner.run((context) -> {
            failTool(context, FailureKind.TIMEOUT, 2);
            assertThat(state(context, "tool")).isEqualTo(CircuitState.OPEN);
        });
        this.runner
                .withPropertyValues("resilient-agent.failures.timeout.circuit=ignore")
                .run((context) -> {
                    failTool(context, FailureKind.TIMEOUT, 5);
                    assertThat(state(context, "tool")).isEqualTo(CircuitState.CLOSED);
                });
    }

    @Test
    void whatIsIgnoredIsIgnoredWhateverElseItIs() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.classification.rules[0].exception=" + Problem.class.getName(),
                        "resilient-agent.classification.rules[0].kind=invalid-request")
                .run((context) -> {
                    failTool(context, FailureKind.AUTHENTICATION, 5);
                    assertThat(state(context, "tool")).isEqualTo(CircuitState.CLOSED);
                });
    }

    @Test
    void errorsOfTheApplicationDoNotCount() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            for (int i = 0; i < 5; i++) {
                provider.failNext(new AssertionError("expected by the test"));
                assertThatExceptionOfType(AssertionError.class)
                        .isThrownBy(() -> context.getBean(Agent.class).tool());
            }
            assertThat(state(context, "tool")).isEqualTo(CircuitState.CLOSED);
        });
    }

    @Test
    void triesOfOneCallOpenTheCircuitAndNoneFollows() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.OVERLOADED);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).model());
            assertThat(provider.calls()).isEqualTo(2);
            assertThat(state(context, "model")).isEqualTo(CircuitState.OPEN);
            assertThatExceptionOfType(CircuitOpenException.class)
                    .isThrownBy(() -> context.getBean(Agent.class).model());
            assertThat(provider.calls()).isEqualTo(2);
        });
    }

    @Test
    void fewTriesLeaveTheCallersOwnExceptionAndAClosedCircuit() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.CONTENT_FILTERED);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).model());
            assertThat(state(context, "model")).isEqualTo(CircuitState.CLOSED);
        });
    }

    @Test
    void callsThatComeAfterTheOpenTimeSucceed() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.OVERLOADED, FailureKind.OVERLOADED);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).model());
            this.time.advance(Duration.ofSeconds(1));
            assertThat(context.getBean(Agent.class).model()).isEqualTo("answer to x");
            assertThat(state(context, "model")).isEqualTo(CircuitState.CLOSED);
        });
    }

    static class Agent {

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @CircuitGuarded("tool")
        public String tool() {
            return this.provider.ask("x");
        }

        @LlmCall(value = "model", maxAttempts = 5)
        @CircuitGuarded("model")
        public String model() {
            return this.provider.ask("x");
        }
    }
}
