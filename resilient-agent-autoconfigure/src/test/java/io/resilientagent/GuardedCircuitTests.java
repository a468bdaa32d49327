package io.resilientagent;

import java.time.Duration;
import java.util.List;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GuardedCircuitTests {

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = Guarded.by(this.time, Agent.class);

    @Test
    void opensTheModelsCircuitAfterFailuresInARowAndClosesItAgain() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.SERVER_ERROR);
            fails(5, () -> agent.model("x"));
            assertThat(state(context, "a/one")).isEqualTo(CircuitState.OPEN);
            assertThat(state(context, "a")).isEqualTo(CircuitState.CLOSED);
            assertThatExceptionOfType(CircuitOpenException.class)
                    .isThrownBy(() -> agent.model("x"))
                    .withMessage("circuit 'a/one' is open; retry in 1m");
            assertThat(provider.calls()).isEqualTo(5);
            provider.outage(null);
            this.time.advance(Duration.ofSeconds(60));
            assertThat(agent.model("x")).isEqualTo("answer to x");
            assertThat(state(context, "a/one")).isEqualTo(CircuitState.CLOSED);
        });
    }

    @Test
    void sharesAModelsCircuitAmongMethods() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            context.getBean(FakeProvider.class).outage(FailureKind.SERVER_ERROR);
            fails(5, () -> agent.model("x"));
            assertThatExceptionOfType(CircuitOpenException.class).isThrownBy(() -> agent.sameModel("x"));
        });
    }

    @Test
    void opensAnAccountsCircuitForThatAccountAlone() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            context.getBean(FakeProvider.class).failNext(FailureKind.QUOTA_EXHAUSTED);
            fails(1, () -> agent.tenant("acme", "x"));
            assertThat(state(context, "a@acme")).isEqualTo(CircuitState.OPEN);
            assertThatExceptionOfType(CircuitOpenException.class)
                    .isThrownBy(() -> agent.tenant("acme", "x"))
                    .satisfies((refused) -> assertThat(refused.circuit()).isEqualTo("a@acme"));
            assertThat(agent.tenant("other", "x")).isEqualTo("other: answer to x");
        });
    }

    @ParameterizedTest
    @CsvSource({"acme/eu west, a@acme/eu_west", "'', a", "throw, a"})
    void computesTheNameOfAnAccountsCircuit(String tenant, String circuit) {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.AUTHENTICATION);
            fails(1, () -> context.getBean(Agent.class).object(new Tenant(tenant)));
            assertThat(state(context, circuit)).isEqualTo(CircuitState.OPEN);
        });
    }

    @Test
    void computesTheNameOfTheOwnCircuitWithTheSettingsOfAnother() {
        this.runner
                .withPropertyValues("resilient-agent.circuits.tools.failure-threshold=1")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    context.getBean(FakeProvider.class).outage(FailureKind.NETWORK);
                    fails(1, () -> agent.tool("search"));
                    assertThat(state(context, "tool-search")).isEqualTo(CircuitState.OPEN);
                    assertThatExceptionOfType(CircuitOpenException.class).isThrownBy(() -> agent.tool("search"));
                    fails(1, () -> agent.tool("weather"));
                    assertThat(state(context, "tools")).isEqualTo(CircuitState.CLOSED);
                    fails(1, () -> agent.tool(null));
                    assertThat(state(context, "tools")).isEqualTo(CircuitState.OPEN);
                });
    }

    @Test
    void triesOnceWhereThereIsOnlyACircuit() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.NETWORK);
            fails(1, () -> context.getBean(Agent.class).tool("search"));
            assertThat(provider.calls()).isEqualTo(1);
        });
    }

    @Test
    void runsACircuitAloneOnTheCallersThread() {
        this.runner.run(
                (context) -> assertThat(context.getBean(Agent.class).thread()).isSameAs(Thread.currentThread()));
    }

    @Test
    void putsTheCircuitOfTheConfigurationInPlaceOfTheAnnotations() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.own.circuit=other", "resilient-agent.circuits.other.failure-threshold=1")
                .run((context) -> {
                    context.getBean(FakeProvider.class).outage(FailureKind.SERVER_ERROR);
                    fails(1, () -> context.getBean(Agent.class).own("x"));
                    assertThat(state(context, "other")).isEqualTo(CircuitState.OPEN);
                    assertThat(context.getBean(CircuitRegistry.class).find("mine"))
                            .isEmpty();
                });
    }

    @Test
    void putsTheCircuitOfATargetInPlaceOfBothOfIts() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.model.chain[0].target=a/one",
                        "resilient-agent.calls.model.chain[0].circuit=background",
                        "resilient-agent.circuits.background.failure-threshold=1")
                .run((context) -> {
                    context.getBean(FakeProvider.class).outage(FailureKind.AUTHENTICATION);
                    fails(1, () -> context.getBean(Agent.class).model("x"));
                    assertThat(state(context, "background")).isEqualTo(CircuitState.OPEN);
                    context.getBean(FakeProvider.class).outage(null);
                    assertThat(context.getBean(Agent.class).sameModel("x")).isEqualTo("answer to x");
                });
    }

    @Test
    void skipsATargetWhoseCircuitIsOpenAndSaysSo() {
        this.runner
                .withPropertyValues("resilient-agent.calls.support.chain=a/one,b/two")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    context.getBean(CircuitRegistry.class).force("a/one", CircuitState.FORCED_OPEN, null);
                    AgentResult<String> result = agent.support("x");
                    assertThat(result.data()).isEqualTo("b/two: answer to x");
                    assertThat(result.note()).isEqualTo("Using b/two: circuit 'a/one' is forced open");
                    assertThat(result.reason()).isEqualTo(FailureKind.CIRCUIT_OPEN);
                    assertThat(result.attempts()).isEqualTo(1);
                    assertThat(result.failures())
                            .containsExactly(
                                    new FailedAttempt("a/one", 0, FailureKind.CIRCUIT_OPEN, null, null, Duration.ZERO));
                });
    }

    @Test
    void standsAroundTheWholeChain() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.support.chain=a/one,b/two",
                        "resilient-agent.calls.support.retry.max-attempts=1",
                        "resilient-agent.circuits.support.failure-threshold=2")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.outage(FailureKind.OVERLOADED);
                    assertThat(List.of(agent.support("1"), agent.support("2"), agent.support("3")))
                            .extracting(AgentResult::data)
                            .containsOnly("busy");
                    assertThat(provider.asked()).containsExactly("1", "1", "2", "2");
                    assertThat(state(context, "support")).isEqualTo(CircuitState.OPEN);
                });
    }

    private static void fails(int times, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        for (int i = 0; i < times; i++) {
            assertThatExceptionOfType(Problem.class).isThrownBy(call);
        }
    }

    private static CircuitState state(ApplicationContext context, String circuit) {
        return context.getBean(CircuitRegistry.class)
                .find(circuit)
                .orElseThrow(() -> new AssertionError("There is no circuit " + circuit))
                .state(context.getBean(ManualTime.class).nanos());
    }

    public record Tenant(String id) {

        /** Throws what no expression expects. */
        public String key() {
            if (this.id.equals("throw")) {
                throw new NullPointerException("a tenant without a key");
            }
            return this.id;
        }
    }

    static class Agent {

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall(value = "model", model = "a/one", maxAttempts = 1)
        public String model(String question) {
            return this.provider.ask(question);
        }

        @LlmCall(value = "same-model", model = "a/one", maxAttempts = 1)
        public String sameModel(String question) {
            return this.provider.ask(question);
        }

        @LlmCall(value = "tenant", model = "a/one", maxAttempts = 1, account = "#{#tenant}")
        public String tenant(String tenant, String question) {
            return CallContext.current().account() + ": " + this.provider.ask(question);
        }

        @LlmCall(value = "object", model = "a/one", maxAttempts = 1, account = "#{#tenant.key()}")
        public String object(Tenant tenant) {
            return this.provider.ask(tenant.id());
        }

        @CircuitGuarded(value = "tool-#{#name}", settings = "tools")
        public String tool(String name) {
            return this.provider.ask("tool");
        }

        @CircuitGuarded("thread")
        public Thread thread() {
            return Thread.currentThread();
        }

        @LlmCall(value = "own", maxAttempts = 1)
        @CircuitGuarded("mine")
        public String own(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("support")
        @CircuitGuarded("support")
        @Fallback(text = "busy")
        public AgentResult<String> support(String question) {
            return AgentResult.success(CallContext.current().target() + ": " + this.provider.ask(question));
        }
    }
}
