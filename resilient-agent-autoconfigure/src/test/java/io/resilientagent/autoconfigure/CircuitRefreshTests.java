package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.Set;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Circuits follow Spring Cloud's refresh with their numbers, and keep their states. */
@ExtendWith(OutputCaptureExtension.class)
class CircuitRefreshTests {

    private final ApplicationContextRunner runner = StartUp.runner()
            .withConfiguration(AutoConfigurations.of(CircuitRefreshAutoConfiguration.class))
            .withBean(Agent.class)
            .withPropertyValues("resilient-agent.circuits.tool.failure-threshold=7");

    @Test
    void takesNewNumbersAndKeepsTheState() {
        this.runner.run((context) -> {
            context.getBean(CircuitRegistry.class).force("tool", CircuitState.OPEN, Duration.ofMinutes(3));
            change(context, "resilient-agent.circuits.tool.failure-threshold=9");
            assertThat(threshold(context)).isEqualTo(9);
            assertThat(circuit(context).snapshot(System.nanoTime()).state()).isEqualTo(CircuitState.OPEN);
        });
    }

    @Test
    void takesWhatAllCircuitsInherit() {
        this.runner.run((context) -> {
            change(context, "resilient-agent.circuits.default.wait-duration-in-open-state=5m");
            assertThat(circuit(context).settings().waitDurationInOpenState()).isEqualTo(Duration.ofMinutes(5));
            assertThat(threshold(context)).isEqualTo(7);
        });
    }

    @Test
    void keepsTheOldNumbersWhereANewOneIsWrong(CapturedOutput output) {
        this.runner.run((context) -> {
            change(
                    context,
                    "resilient-agent.circuits.default.wait-duration-in-open-state=5m",
                    "resilient-agent.circuits.tool.failure-threshold=-1");
            assertThat(threshold(context)).isEqualTo(7);
            assertThat(circuit(context).settings().waitDurationInOpenState()).isEqualTo(Duration.ofMinutes(1));
            assertThat(output).contains("ERROR").contains("Circuits keep their numbers");
        });
    }

    @Test
    void keepsTheOldNumbersWhereAKeyIsUnknown(CapturedOutput output) {
        this.runner.run((context) -> {
            change(
                    context,
                    "resilient-agent.circuits.tool.failure-treshold=3",
                    "resilient-agent.circuits.tool.failure-threshold=9");
            assertThat(threshold(context)).isEqualTo(7);
            assertThat(output).contains("Circuits keep their numbers");
        });
    }

    @Test
    void startsWithoutSpringCloud() {
        this.runner
                .withClassLoader(new FilteredClassLoader(EnvironmentChangeEvent.class))
                .run((context) ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(CircuitRefreshAutoConfiguration.class));
    }

    private static void change(AssertableApplicationContext context, String... properties) {
        TestPropertyValues.of(properties)
                .applyTo((ConfigurableApplicationContext) context.getSourceApplicationContext());
        context.publishEvent(new EnvironmentChangeEvent(Set.of("resilient-agent.circuits.tool.failure-threshold")));
    }

    private static Circuit circuit(AssertableApplicationContext context) {
        return context.getBean(CircuitRegistry.class).find("tool").orElseThrow();
    }

    private static int threshold(AssertableApplicationContext context) {
        return circuit(context).settings().failureThreshold();
    }

    public static class Agent {

        @CircuitGuarded("tool")
        public String tool() {
            return "";
        }
    }
}
