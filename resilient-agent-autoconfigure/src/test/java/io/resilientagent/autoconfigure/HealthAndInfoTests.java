package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.resilientagent.actuate.AgentInfoContributor;
import io.resilientagent.actuate.CircuitsHealthIndicator;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What the application's health and info say about circuits and calls. */
class HealthAndInfoTests {

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = Guarded.by(this.time, Agent.class)
            .withConfiguration(AutoConfigurations.of(
                    ResilientAgentHealthAutoConfiguration.class, ResilientAgentInfoAutoConfiguration.class));

    @Test
    void upWhileNothingIsOpen() {
        this.runner.run((context) -> assertThat(health(context))
                .isEqualTo(Health.up().withDetail("open", 0).build()));
    }

    @Test
    void upWithDetailsWhileCircuitsAreOpen() {
        this.runner.run((context) -> {
            CircuitRegistry circuits = context.getBean(CircuitRegistry.class);
            circuits.force("acme", CircuitState.OPEN, Duration.ofMinutes(1));
            circuits.force("acme/large", CircuitState.FORCED_OPEN, null);
            assertThat(health(context))
                    .isEqualTo(Health.up()
                            .withDetail("open", 2)
                            .withDetail("circuits", Map.of("acme", "OPEN", "acme/large", "FORCED_OPEN"))
                            .build());
            this.time.advance(Duration.ofMinutes(1));
            assertThat(health(context).getDetails()).containsEntry("open", 1);
        });
    }

    @Test
    void outOfServiceIfToldSo() {
        this.runner
                .withPropertyValues("resilient-agent.health.open-circuit-status=out-of-service")
                .run((context) -> {
                    assertThat(health(context).getStatus()).isEqualTo(Status.UP);
                    context.getBean(CircuitRegistry.class).force("acme", CircuitState.OPEN, null);
                    assertThat(health(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
                });
    }

    @Test
    void namesTheFirstTwentyAndCountsAll() {
        this.runner.run((context) -> {
            CircuitRegistry circuits = context.getBean(CircuitRegistry.class);
            for (int i = 0; i < 500; i++) {
                String name = "tenant-%03d".formatted(i);
                circuits.circuit(name, CircuitSettings.defaults());
                circuits.force(name, CircuitState.OPEN, null);
            }
            assertThat(health(context).getDetails()).containsEntry("open", 500);
            assertThat(health(context).getDetails().get("circuits"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .hasSize(20)
                    .containsKeys("tenant-000", "tenant-019");
        });
    }

    @Test
    void infoCountsCallsAndCircuits() {
        this.runner.run((context) -> {
            Info.Builder builder = new Info.Builder();
            context.getBean(AgentInfoContributor.class).contribute(builder);
            assertThat(builder.build().get("resilientAgent"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("calls", 1)
                    .containsEntry("circuits", 2);
        });
    }

    @Test
    void bothCanBeSwitchedOff() {
        this.runner
                .withPropertyValues(
                        "management.health.agentcircuits.enabled=false",
                        "management.info.resilient-agent.enabled=false")
                .run((context) -> assertThat(context)
                        .doesNotHaveBean(CircuitsHealthIndicator.class)
                        .doesNotHaveBean(AgentInfoContributor.class));
        this.runner
                .withPropertyValues(
                        "management.health.defaults.enabled=false", "management.info.defaults.enabled=false")
                .run((context) -> assertThat(context)
                        .doesNotHaveBean(CircuitsHealthIndicator.class)
                        .doesNotHaveBean(AgentInfoContributor.class));
    }

    private static Health health(ApplicationContext context) {
        return context.getBean(CircuitsHealthIndicator.class).health();
    }

    static class Agent {

        @LlmCall(value = "support", model = "acme/large")
        public String answer() {
            return "answer";
        }
    }
}
