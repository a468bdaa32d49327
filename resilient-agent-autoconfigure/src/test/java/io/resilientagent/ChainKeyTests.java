package io.resilientagent;

import java.util.List;

import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** What each key of a target does. */
class ChainKeyTests {

    private static final String FIRST = "resilient-agent.calls.agent.chain[0].";

    private static final String SECOND = "resilient-agent.calls.agent.chain[1].";

    @Test
    void maxAttemptsAreThoseOfTheTarget() {
        chain(FIRST + "max-attempts=2", SECOND + "max-attempts=1").run((context) -> {
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            assertThat(context.getBean(Agent.class).ask("acme").status()).isEqualTo(AgentResult.Status.FAILED);
            assertThat(asked(context.getBean(FakeProvider.class)))
                    .containsExactly("a/one null", "a/one null", "b/two null");
        });
    }

    @Test
    void timeoutIsThatOfTheTarget() {
        chain(FIRST + "timeout=7s")
                .run((context) -> assertThat(context.getBean(CallCatalog.class)
                                .plans()
                                .iterator()
                                .next()
                                .targets())
                        .extracting((target) -> target.limits().timeout())
                        .containsExactly(7_000_000_000L, 30_000_000_000L));
    }

    @Test
    void accountReplacesTheCalls() {
        chain("resilient-agent.calls.agent.account=#{#tenant}", SECOND + "account=shared", FIRST + "max-attempts=1")
                .run((context) -> {
                    context.getBean(FakeProvider.class).failNext(FailureKind.QUOTA_EXHAUSTED);
                    assertThat(context.getBean(Agent.class).ask("acme").data()).isEqualTo("answer to b/two shared");
                    assertThat(asked(context.getBean(FakeProvider.class)))
                            .containsExactly("a/one acme", "b/two shared");
                    CircuitRegistry circuits = context.getBean(CircuitRegistry.class);
                    assertThat(circuits.find("a@acme")).isPresent();
                    assertThat(circuits.find("b@shared")).isPresent();
                    assertThat(circuits.find("b@acme")).isEmpty();
                });
    }

    @Test
    void accountOfOneTargetAlone() {
        chain(SECOND + "account=key-of-#{#tenant}", FIRST + "max-attempts=1", SECOND + "max-attempts=1")
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.failNext(FailureKind.RATE_LIMITED, FailureKind.RATE_LIMITED);
                    context.getBean(Agent.class).ask("acme");
                    assertThat(asked(provider)).containsExactly("a/one null", "b/two key-of-acme");
                    CircuitRegistry circuits = context.getBean(CircuitRegistry.class);
                    // Where an account is known a limit is its own, else the model's.
                    assertThat(circuits.find("a/one").orElseThrow().snapshot(0).failedCalls())
                            .isEqualTo(1);
                    assertThat(circuits.find("b@key-of-acme")
                                    .orElseThrow()
                                    .snapshot(0)
                                    .failedCalls())
                            .isEqualTo(1);
                    assertThat(circuits.find("b/two").orElseThrow().snapshot(0).failedCalls())
                            .isZero();
                });
    }

    @Test
    void accountOfABean() {
        chain("resilient-agent.calls.agent.account=#{@keys.current()}", SECOND + "account=#{@keys.other(#tenant)}")
                .withBean("keys", Keys.class)
                .run((context) -> {
                    context.getBean(FakeProvider.class).failNext(FailureKind.CONTEXT_OVERFLOW);
                    context.getBean(Agent.class).ask("acme");
                    assertThat(asked(context.getBean(FakeProvider.class)))
                            .containsExactly("a/one key-1", "b/two other-acme");
                });
    }

    @Test
    void circuitReplacesThoseOfAccountAndModel() {
        chain(FIRST + "circuit=background").run((context) -> {
            assertThat(context.getBean(CallCatalog.class)
                            .plans()
                            .iterator()
                            .next()
                            .guards())
                    .containsExactly("background", "b", "b/two");
        });
    }

    @Test
    void equivalentIsNotDegraded() {
        for (boolean equivalent : new boolean[] {true, false}) {
            chain(SECOND + "equivalent=" + equivalent).run((context) -> {
                context.getBean(FakeProvider.class).failNext(FailureKind.CONTEXT_OVERFLOW);
                assertThat(context.getBean(Agent.class).ask("acme").status())
                        .isEqualTo(equivalent ? AgentResult.Status.SUCCESS : AgentResult.Status.DEGRADED);
            });
        }
    }

    @Test
    void whenRestrictsATarget() {
        chain(SECOND + "when=context-overflow", FIRST + "max-attempts=1").run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.OVERLOADED);
            assertThat(context.getBean(Agent.class).ask("acme").status()).isEqualTo(AgentResult.Status.FAILED);
            provider.failNext(FailureKind.CONTEXT_OVERFLOW);
            assertThat(context.getBean(Agent.class).ask("acme").route()).isEqualTo("b/two");
        });
    }

    @Test
    void otherModelsAreNotAskedForWhatWasFilteredOrIsWrong() {
        for (FailureKind kind : List.of(FailureKind.CONTENT_FILTERED, FailureKind.INVALID_REQUEST)) {
            chain("resilient-agent.calls.agent.fallback[0].text=busy").run((context) -> {
                context.getBean(FakeProvider.class).failNext(kind);
                assertThat(context.getBean(Agent.class).ask("acme").data()).isEqualTo("busy");
                assertThat(context.getBean(FakeProvider.class).calls()).isEqualTo(1);
            });
            chain(SECOND + "when=" + kind).run((context) -> {
                context.getBean(FakeProvider.class).failNext(kind);
                assertThat(context.getBean(Agent.class).ask("acme").route()).isEqualTo("b/two");
            });
        }
    }

    @Test
    void skippedTargetCostsNothingAndIsReported() {
        chain(FIRST + "max-attempts=1", "resilient-agent.circuits.[a/one].failure-threshold=1")
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.failNext(FailureKind.OVERLOADED);
                    context.getBean(Agent.class).ask("acme");
                    AgentResult<String> result = context.getBean(Agent.class).ask("acme");
                    assertThat(asked(provider)).containsExactly("a/one null", "b/two null", "b/two null");
                    assertThat(result.attempts()).isEqualTo(1);
                    assertThat(result.note()).contains("circuit 'a/one' is open");
                    assertThat(result.failures())
                            .singleElement()
                            .satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CIRCUIT_OPEN))
                            .satisfies((failure) -> assertThat(failure.route()).isEqualTo("a/one"));
                });
    }

    private static ApplicationContextRunner chain(String... properties) {
        return Guarded.by(new ManualTime(), Agent.class)
                .withPropertyValues(FIRST + "target=a/one", SECOND + "target=b/two")
                .withPropertyValues(properties);
    }

    private static List<String> asked(FakeProvider provider) {
        return provider.asked();
    }

    public static class Keys {
        public String current() {
            return "key-1";
        }

        public String other(String tenant) {
            return "other-" + tenant;
        }
    }

    static class Agent {
        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall("agent")
        public AgentResult<String> ask(String tenant) {
            CallContext call = CallContext.current();
            return AgentResult.success(this.provider.ask(call.target() + " " + call.account()));
        }
    }
}
