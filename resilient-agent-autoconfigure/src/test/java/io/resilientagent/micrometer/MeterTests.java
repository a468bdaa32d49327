package io.resilientagent.micrometer;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.autoconfigure.ResilientAgentMetricsAutoConfiguration;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The meters of an application that makes guarded calls. */
@ExtendWith(OutputCaptureExtension.class)
class MeterTests {

    private final ManualTime time = new ManualTime();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final ApplicationContextRunner bare = Guarded.by(this.time, Agent.class)
            .withConfiguration(AutoConfigurations.of(
                    ResilientAgentMetricsAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class))
            .withPropertyValues(
                    "resilient-agent.max-circuits=1",
                    "resilient-agent.circuits.tools.failure-threshold=1",
                    "resilient-agent.calls.support.retry.jitter=0");

    private final ApplicationContextRunner runner =
            this.bare.withBean("registry", MeterRegistry.class, () -> this.registry);

    @Test
    void allAreThereWithZerosFromTheStart() {
        this.runner.run((context) -> {
            assertThat(meters()).extracting((meter) -> meter.getId().getName()).containsOnly(ids());
            assertThat(timer("success", "some/model", "0")).isZero();
            assertThat(timer("degraded", "some/model", "0")).isZero();
            assertThat(timer("degraded", "text", "1")).isZero();
            assertThat(timer("failed", "none", "none")).isZero();
            assertThat(attempts("none", "none", "none")).isZero();
            for (String result : List.of("recovered", "exhausted", "budget", "deadline", "permanent", "circuit-open")) {
                assertThat(retries(result)).isZero();
            }
            assertThat(rejections("some/model")).isZero();
            assertThat(this.registry
                            .get(AgentMeter.TIMEOUTS_ABANDONED.id())
                            .gauge()
                            .value())
                    .isZero();
        });
    }

    private static String[] ids() {
        return Arrays.stream(AgentMeter.values())
                .filter(AgentMeter::isMeter)
                .map(AgentMeter::id)
                .toArray(String[]::new);
    }

    @Test
    void everyTransitionThatIsPossibleIsThereFromTheStart() {
        this.runner.run((context) -> {
            for (CircuitState from : CircuitState.values()) {
                for (CircuitState to : CircuitState.values()) {
                    if (from != to && (to != CircuitState.HALF_OPEN || from == CircuitState.OPEN)) {
                        assertThat(transitions("some/model", from, to)).isZero();
                        assertThat(transitions("tool-#{#name}", from, to)).isZero();
                    }
                }
            }
            int before = meters().size();
            CircuitRegistry circuits = context.getBean(CircuitRegistry.class);
            circuits.force("some", CircuitState.FORCED_OPEN, Duration.ofSeconds(1));
            this.time.advance(Duration.ofSeconds(1));
            context.getBean(Agent.class).answer("x");
            circuits.force("some", CircuitState.DISABLED, null);
            circuits.force("some", CircuitState.OPEN, Duration.ofSeconds(1));
            this.time.advance(Duration.ofSeconds(1));
            context.getBean(Agent.class).answer("x");
            assertThat(transitions("some", CircuitState.OPEN, CircuitState.HALF_OPEN))
                    .isOne();
            assertThat(transitions("some", CircuitState.HALF_OPEN, CircuitState.CLOSED))
                    .isOne();
            assertThat(meters()).hasSize(before);
        });
    }

    @Test
    void countsCallsAttemptsAndRetries() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            FakeProvider provider = context.getBean(FakeProvider.class);
            agent.answer("x");
            provider.failNext(FailureKind.OVERLOADED);
            agent.answer("x");
            provider.failNext(FailureKind.CONTEXT_OVERFLOW);
            agent.answer("x");
            assertThat(timer("success", "some/model", "0")).isEqualTo(2);
            assertThat(timer("degraded", "text", "1")).isOne();
            assertThat(this.registry
                            .get("resilient.agent.call")
                            .tags("call", "support", "outcome", "success", "route", "some/model", "depth", "0")
                            .timer()
                            .totalTime(TimeUnit.SECONDS))
                    .isEqualTo(1);
            assertThat(attempts("none", "none", "none")).isEqualTo(2);
            assertThat(attempts("overloaded", "true", "not-billed")).isOne();
            assertThat(attempts("context-overflow", "false", "not-billed")).isOne();
            assertThat(retries("recovered")).isOne();
            assertThat(retries("permanent")).isOne();
        });
    }

    @Test
    void tellsTheStateOfACircuitAndWhatItRefused() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            context.getBean(FakeProvider.class).failNext(FailureKind.MODEL_NOT_FOUND);
            agent.answer("x");
            agent.answer("x");
            assertThat(state("some/model", CircuitState.OPEN)).isOne();
            assertThat(state("some/model", CircuitState.CLOSED)).isZero();
            assertThat(rejections("some/model")).isOne();
            assertThat(transitions("some/model", CircuitState.CLOSED, CircuitState.OPEN))
                    .isOne();
            this.time.advance(Duration.ofMinutes(1));
            assertThat(state("some/model", CircuitState.OPEN)).isZero();
            assertThat(state("some/model", CircuitState.HALF_OPEN)).isOne();
        });
    }

    @Test
    void circuitsWithComputedNamesShareMetersUnderTheirTemplate() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            context.getBean(FakeProvider.class).failNext(FailureKind.NETWORK);
            assertThat(catchThrowable(() -> agent.tool("secret"))).isNotNull();
            assertThat(catchThrowable(() -> agent.tool("secret"))).isNotNull();
            assertThat(state("tool-#{#name}", CircuitState.OPEN)).isOne();
            assertThat(rejections("tool-#{#name}")).isOne();
            assertThat(transitions("tool-#{#name}", CircuitState.CLOSED, CircuitState.OPEN))
                    .isOne();
            assertThat(state("tools", CircuitState.CLOSED)).isOne();
            assertThat(meters()).noneMatch((meter) -> meter.getId().toString().contains("secret"));
        });
    }

    @Test
    void evictedCircuitIsInNoStateButWhatItRefusedStaysCounted() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            context.getBean(FakeProvider.class).failNext(FailureKind.NETWORK);
            assertThat(catchThrowable(() -> agent.tool("one"))).isNotNull();
            assertThat(catchThrowable(() -> agent.tool("one"))).isNotNull();
            assertThat(rejections("tool-#{#name}")).isOne();
            context.getBean(CircuitRegistry.class).reset("tool-one");
            this.time.advance(Duration.ofMinutes(2));
            agent.tool("two");
            assertThat(context.getBean(CircuitRegistry.class).find("tool-one")).isEmpty();
            assertThat(state("tool-#{#name}", CircuitState.CLOSED)).isOne();
            assertThat(rejections("tool-#{#name}")).isOne();
        });
    }

    @Test
    void methodsOfOneNameCountEachTheirOwnRoutes() {
        this.runner.withBean("other", Other.class).run((context) -> {
            context.getBean(Other.class).answer("x");
            context.getBean(Agent.class).answer("x");
            context.getBean(FakeProvider.class).outage(FailureKind.CONTEXT_OVERFLOW);
            context.getBean(Other.class).answer("x");
            context.getBean(Agent.class).answer("x");
            assertThat(attempts("none", "none", "none")).isOne();
            assertThat(attempts("context-overflow", "false", "not-billed")).isOne();
            assertThat(timer("success", "some/model", "0")).isOne();
            assertThat(timer("degraded", "text", "1")).isOne();
            assertThat(timer("success", "other/model", "0")).isOne();
            assertThat(timer("degraded", "last", "1")).isOne();
        });
    }

    @Test
    void eachOfSeveralRegistriesCountsEverything() {
        SimpleMeterRegistry second = new SimpleMeterRegistry();
        this.bare
                .withBean("first", MeterRegistry.class, () -> this.registry, (bean) -> bean.setPrimary(true))
                .withBean("second", MeterRegistry.class, () -> second)
                .run((context) -> {
                    context.getBean(FakeProvider.class).failNext(FailureKind.MODEL_NOT_FOUND);
                    context.getBean(Agent.class).answer("x");
                    for (MeterRegistry each : List.of(this.registry, second)) {
                        assertThat(each.get("resilient.agent.call")
                                        .tags("outcome", "degraded", "depth", "1")
                                        .timer()
                                        .count())
                                .isOne();
                        assertThat(each.get("resilient.agent.attempts")
                                        .tag("kind", "model-not-found")
                                        .counter()
                                        .count())
                                .isOne();
                        assertThat(each.get("resilient.agent.circuit.state")
                                        .tags("circuit", "some/model", "state", "open")
                                        .gauge()
                                        .value())
                                .isOne();
                    }
                });
    }

    @Test
    void filterThatThrowsChangesNeitherStartNorCalls(CapturedOutput output) {
        MeterFilter broken = new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (id.getName().startsWith("resilient.agent")) {
                    throw new IllegalStateException("broken filter");
                }
                return id;
            }
        };
        this.runner.withBean(MeterFilter.class, () -> broken).run((context) -> {
            assertThat(context).hasNotFailed();
            Agent agent = context.getBean(Agent.class);
            assertThat(agent.answer("x")).isEqualTo("answer to x");
            context.getBean(FakeProvider.class).failNext(FailureKind.MODEL_NOT_FOUND);
            assertThat(agent.answer("x")).isEqualTo("busy");
            assertThat(context.getBean(CircuitRegistry.class).find("some/model"))
                    .isPresent();
        });
        assertThat(output.getOut().split("A meter registry failed", -1)).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void filterThatThrowsLaterChangesNoCall() {
        this.runner.run((context) -> {
            this.registry.config().meterFilter(new MeterFilter() {
                @Override
                public Meter.Id map(Meter.Id id) {
                    throw new IllegalStateException("broken filter");
                }
            });
            context.getBean(FakeProvider.class).failNext(FailureKind.MODEL_NOT_FOUND);
            assertThat(context.getBean(Agent.class).answer("x")).isEqualTo("busy");
            assertThat(timer("degraded", "text", "1")).isOne();
        });
    }

    @Test
    void startsWithoutTheGuardsThatSomebodyHasExcluded() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ResilientAgentMetricsAutoConfiguration.class, MetricsAutoConfiguration.class))
                .withBean("registry", MeterRegistry.class, () -> this.registry)
                .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CallMeters.class));
    }

    private List<Meter> meters() {
        return this.registry.getMeters().stream()
                .filter((meter) -> meter.getId().getName().startsWith("resilient.agent"))
                .toList();
    }

    private long timer(String outcome, String route, String depth) {
        return this.registry
                .get("resilient.agent.call")
                .tags("call", "support", "outcome", outcome, "route", route, "depth", depth)
                .timer()
                .count();
    }

    private double attempts(String kind, String isTransient, String billing) {
        return this.registry
                .get("resilient.agent.attempts")
                .tags("call", "support", "target", "some/model")
                .tags("kind", kind, "transient", isTransient, "billing", billing)
                .counter()
                .count();
    }

    private double retries(String result) {
        return this.registry
                .get("resilient.agent.retries")
                .tags("call", "support", "result", result)
                .counter()
                .count();
    }

    private double state(String circuit, CircuitState state) {
        return this.registry
                .get("resilient.agent.circuit.state")
                .tags("circuit", circuit, "state", PlanMeters.lower(state))
                .gauge()
                .value();
    }

    private double rejections(String circuit) {
        return this.registry
                .get("resilient.agent.circuit.rejections")
                .tag("circuit", circuit)
                .functionCounter()
                .count();
    }

    private double transitions(String circuit, CircuitState from, CircuitState to) {
        return this.registry
                .get("resilient.agent.circuit.transitions")
                .tags("circuit", circuit, "from", PlanMeters.lower(from), "to", PlanMeters.lower(to))
                .counter()
                .count();
    }

    static class Agent {

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall(name = "support", model = "some/model")
        @Fallback(text = "busy")
        public String answer(String question) {
            return this.provider.ask(question);
        }

        @CircuitGuarded(value = "tool-#{#name}", settings = "tools")
        public String tool(String name) {
            return this.provider.ask(name);
        }
    }

    static class Other {

        private final FakeProvider provider;

        Other(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall(name = "support", model = "other/model")
        @Fallback("last")
        public String answer(String question) {
            return this.provider.ask(question);
        }

        String last(String question) {
            return "last";
        }
    }
}
