package io.resilientagent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.circuit.CircuitState;
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

class NestedCallTests {

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = Guarded.by(this.time, Model.class, Agent.class);

    @Test
    void doesNotMultiplyTries() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.OVERLOADED);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).tries("x"));
            assertThat(provider.calls()).isEqualTo(3);
        });
    }

    @Test
    void fallsBackAfterAnInnerFailureAlsoWhereTheBodyWrapsIt() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.OVERLOADED);
            assertThat(context.getBean(Agent.class).wraps("x")).isEqualTo("busy");
            assertThat(provider.calls()).isEqualTo(3);
        });
    }

    @Test
    void settlesASharedCircuitOnce() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.AUTHENTICATION);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).shares("x"));
            context.getBean(CircuitRegistry.class).reset("llm");
            assertThat(context.getBean(Agent.class).shares("x")).isEqualTo("answer to x");
            assertThat(snapshot(context, "llm").bufferedCalls()).isEqualTo(1);
            assertThat(snapshot(context, "llm").failuresByKind()).containsEntry(FailureKind.AUTHENTICATION, 1L);
        });
    }

    @Test
    void letsAProbeThroughToTheInnerCallOfTheSameCircuit() {
        this.runner.run((context) -> {
            context.getBean(CircuitRegistry.class).force("llm", CircuitState.OPEN, null);
            this.time.advance(Duration.ofSeconds(60));
            assertThat(context.getBean(Agent.class).shares("x")).isEqualTo("answer to x");
            assertThat(snapshot(context, "llm").state()).isEqualTo(CircuitState.CLOSED);
            assertThat(snapshot(context, "llm").notPermittedCalls()).isZero();
        });
    }

    @Test
    void opensAgainWhenTheInnerProbeFails() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.OVERLOADED);
            context.getBean(CircuitRegistry.class).force("llm", CircuitState.OPEN, null);
            this.time.advance(Duration.ofSeconds(60));
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).shares("x"));
            assertThat(provider.calls()).isEqualTo(1);
            assertThat(snapshot(context, "llm").state()).isEqualTo(CircuitState.OPEN);
        });
    }

    @Test
    void isDegradedWhereAnInnerCallWas() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).outage(FailureKind.AUTHENTICATION);
            AgentResult<String> result = context.getBean(Agent.class).summary("x");
            assertThat(result.status()).isEqualTo(AgentResult.Status.DEGRADED);
            assertThat(result.data()).isEqualTo("summary of nothing");
            assertThat(result.note()).isEqualTo("Using fixed text: optional: AUTHENTICATION");
        });
    }

    @Test
    void isASuccessAgainOnceTheInnerCallIs() {
        this.runner.run((context) ->
                assertThat(context.getBean(Agent.class).summary("x").status()).isEqualTo(AgentResult.Status.SUCCESS));
    }

    @Test
    void endsInnerCallsWithTheAttemptAround() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            assertThat(agent.hurries()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        });
    }

    @Test
    void seesItsOwnContextAgainAfterAnInnerCall() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.looksAround();
            assertThat(agent.seen()).containsExactly("outer", "model-look", "outer");
        });
    }

    @Test
    void stopsTheCallsAroundAToolWithASideEffect() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.OVERLOADED);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).usesTool());
            assertThat(provider.asked()).containsExactly("after the tool");
        });
    }

    @Test
    void composesCircuitAndFallbackAroundRetryAndChain() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.chain.chain=a/one,b/two",
                        "resilient-agent.calls.chain.retry.max-attempts=2",
                        "resilient-agent.circuits.llm-calls.failure-threshold=1")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.failNext(FailureKind.OVERLOADED, FailureKind.OVERLOADED);
                    assertThat(agent.composed("x")).isEqualTo("b/two: answer to x");
                    assertThat(provider.calls()).isEqualTo(3);
                    provider.outage(FailureKind.SERVER_ERROR);
                    assertThat(agent.composed("x")).isEqualTo("We are busy.");
                    assertThat(provider.calls()).isEqualTo(3 + 4);
                    assertThat(snapshot(context, "llm-calls").state()).isEqualTo(CircuitState.OPEN);
                    assertThat(agent.composed("x")).isEqualTo("We are busy.");
                    assertThat(provider.calls()).isEqualTo(7);
                });
    }

    private static CircuitSnapshot snapshot(ApplicationContext context, String circuit) {
        return context.getBean(CircuitRegistry.class)
                .find(circuit)
                .orElseThrow()
                .snapshot(context.getBean(ManualTime.class).nanos());
    }

    static class Model {

        private final FakeProvider provider;

        Model(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall("plain")
        public String plain(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("guarded")
        @CircuitGuarded("llm")
        public String guarded(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("optional")
        @Fallback(text = "nothing")
        public String optional(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("chain")
        public String chain(String question) {
            return CallContext.current().target() + ": " + this.provider.ask(question);
        }

        @LlmCall("remaining")
        public Duration remaining() {
            return CallContext.current().remaining();
        }

        @CircuitGuarded("look")
        public String look() {
            return CallContext.current().name();
        }

        @CircuitGuarded("tool")
        public void sideEffect() {
            CallContext.find().ifPresent(CallContext::noRepeat);
        }
    }

    static class Agent {

        private final Model model;

        private final FakeProvider provider;

        private final List<String> seen = new ArrayList<>();

        Agent(Model model, FakeProvider provider) {
            this.model = model;
            this.provider = provider;
        }

        @LlmCall("tries")
        public String tries(String question) {
            return this.model.plain(question);
        }

        @LlmCall("wraps")
        @Fallback(text = "busy")
        public String wraps(String question) {
            try {
                return this.model.plain(question);
            } catch (Problem ex) {
                throw new IllegalStateException(ex);
            }
        }

        @LlmCall("shares")
        @CircuitGuarded("llm")
        public String shares(String question) {
            return this.model.guarded(question);
        }

        @LlmCall("summary")
        public AgentResult<String> summary(String question) {
            return AgentResult.success("summary of " + this.model.optional(question));
        }

        @LlmCall(value = "hurries", timeout = "2s")
        public Duration hurries() {
            return this.model.remaining();
        }

        @LlmCall("outer")
        public void looksAround() {
            this.seen.add(CallContext.current().name());
            this.seen.add(this.model.look());
            this.seen.add(CallContext.current().name());
        }

        List<String> seen() {
            return this.seen;
        }

        @LlmCall("uses-tool")
        public String usesTool() {
            this.model.sideEffect();
            return this.provider.ask("after the tool");
        }

        @CircuitGuarded("llm-calls")
        @Fallback(text = "We are busy.")
        public String composed(String question) {
            return this.model.chain(question);
        }
    }
}
