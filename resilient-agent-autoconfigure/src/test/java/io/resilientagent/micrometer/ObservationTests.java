package io.resilientagent.micrometer;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.autoconfigure.ResilientAgentMetricsAutoConfiguration;
import io.resilientagent.autoconfigure.ResilientAgentObservationAutoConfiguration;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Observations of calls in an application that observes, and what they leave alone. */
class ObservationTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final TestObservationRegistry registry = TestObservationRegistry.create();

    private final ApplicationContextRunner bare = Guarded.by(new ManualTime(), Agent.class)
            .withConfiguration(AutoConfigurations.of(
                    ResilientAgentMetricsAutoConfiguration.class,
                    ResilientAgentObservationAutoConfiguration.class,
                    ObservationAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class));

    private final ApplicationContextRunner runner =
            this.bare.withBean("observations", ObservationRegistry.class, () -> this.registry);

    @Test
    void haveTheKeysThatAreDocumented() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED);
            assertThat(context.getBean(Agent.class).answer("x")).isEqualTo("answer to x");
            TestObservationRegistryAssert.assertThat(this.registry)
                    .hasNumberOfObservationsWithNameEqualTo("resilient.agent.call", 1)
                    .hasNumberOfObservationsWithNameEqualTo("resilient.agent.attempt", 2)
                    .hasObservationWithNameEqualTo("resilient.agent.call")
                    .that()
                    .hasBeenStopped()
                    .hasLowCardinalityKeyValue("call", "answer")
                    .hasLowCardinalityKeyValue("outcome", "success")
                    .hasLowCardinalityKeyValue("route", "some/model")
                    .hasLowCardinalityKeyValue("depth", "0")
                    .hasHighCardinalityKeyValueWithKey("callId");
        });
    }

    @Test
    void haveNoKeyThatIsNotDocumented() {
        Set<String> documented =
                Stream.of(AgentKey.values()).map(AgentKey::asString).collect(Collectors.toSet());
        AtomicInteger stopped = new AtomicInteger();
        this.registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

            @Override
            public void onStop(Observation.Context context) {
                stopped.incrementAndGet();
                assertThat(context.getAllKeyValues().stream().map(KeyValue::getKey))
                        .isSubsetOf(documented);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).outage(FailureKind.AUTHENTICATION);
            Agent agent = context.getBean(Agent.class);
            assertThat(catchThrowable(() -> agent.answer("x"))).isNotNull();
            assertThat(stopped).hasValue(2);
        });
    }

    @Test
    void makeNoMetersBesideOurs() {
        this.bare.withBean("meters", MeterRegistry.class, () -> this.meters).run((context) -> {
            assertThat(context.getBean(ObservationRegistry.class).isNoop()).isFalse();
            List<Meter.Id> before = ids();
            context.getBean(Agent.class).answer("x");
            Observation.createNotStarted("of.the.application", context.getBean(ObservationRegistry.class))
                    .observe(() -> {});
            assertThat(this.meters.get("of.the.application").timer().count()).isOne();
            assertThat(this.meters
                            .get("resilient.agent.call")
                            .tag("outcome", "success")
                            .timer()
                            .count())
                    .isOne();
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(before);
        });
    }

    private List<Meter.Id> ids() {
        return this.meters.getMeters().stream()
                .map(Meter::getId)
                .filter((id) -> id.getName().startsWith("resilient.agent"))
                .toList();
    }

    @Test
    void areNamedByTheConventionsOfTheApplication() {
        this.runner.withBean(Calls.class).withBean(Attempts.class).run((context) -> {
            context.getBean(Agent.class).answer("x");
            TestObservationRegistryAssert.assertThat(this.registry)
                    .hasObservationWithNameEqualTo("my.call")
                    .that()
                    .hasLowCardinalityKeyValue("my", "answer");
            TestObservationRegistryAssert.assertThat(this.registry)
                    .hasObservationWithNameEqualTo("resilient.agent.attempt")
                    .that()
                    .hasLowCardinalityKeyValue("gen_ai.system", "some");
        });
    }

    @Test
    void areNotMadeWhereTheApplicationDoesNotWantThem() {
        this.registry.observationConfig().observationPredicate((name, context) -> !name.startsWith("resilient.agent"));
        this.runner.run((context) -> {
            assertThat(context.getBean(Agent.class).answer("x")).isEqualTo("answer to x");
            TestObservationRegistryAssert.assertThat(this.registry).doesNotHaveAnyObservation();
        });
    }

    @Test
    void callsDuringTheStartMakeNoRegistry() {
        AtomicInteger made = new AtomicInteger();
        Guarded.by(new ManualTime(), Agent.class)
                .withConfiguration(AutoConfigurations.of(
                        ResilientAgentMetricsAutoConfiguration.class, ResilientAgentObservationAutoConfiguration.class))
                .withBean("early", Early.class)
                .withBean(
                        "observations",
                        ObservationRegistry.class,
                        () -> {
                            made.incrementAndGet();
                            return this.registry;
                        },
                        (bean) -> bean.setLazyInit(true))
                .withBean(
                        "meters",
                        MeterRegistry.class,
                        () -> {
                            made.incrementAndGet();
                            return this.meters;
                        },
                        (bean) -> bean.setLazyInit(true))
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Early.class).answer).isEqualTo("answer to early");
                    assertThat(made).hasValue(0);
                    context.getBean(Agent.class).answer("x");
                    TestObservationRegistryAssert.assertThat(this.registry)
                            .hasNumberOfObservationsWithNameEqualTo("resilient.agent.call", 1);
                });
    }

    @Test
    void nobodyNeedsARegistry() {
        Guarded.by(new ManualTime(), Agent.class)
                .withConfiguration(AutoConfigurations.of(ResilientAgentObservationAutoConfiguration.class))
                .run((context) -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(CallObservations.class);
                    assertThat(context.getBean(Agent.class).answer("x")).isEqualTo("answer to x");
                });
    }

    static class Agent {

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall(name = "answer", model = "some/model")
        public String answer(String question) {
            return this.provider.ask(question);
        }
    }

    static class Early {

        private final String answer;

        Early(Agent agent) {
            this.answer = agent.answer("early");
        }
    }

    static class Calls extends DefaultCallObservationConvention {

        @Override
        public String getName() {
            return "my.call";
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(CallObservationContext context) {
            return KeyValues.of("my", context.plan().name());
        }
    }

    static class Attempts extends DefaultAttemptObservationConvention {

        @Override
        public KeyValues getLowCardinalityKeyValues(AttemptObservationContext context) {
            return KeyValues.of("gen_ai.system", context.target().provider());
        }
    }
}
