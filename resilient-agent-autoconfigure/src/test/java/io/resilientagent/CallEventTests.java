package io.resilientagent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitOrigin;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.engine.EventPublisher;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What events tell, and how often somebody is alerted. */
class CallEventTests {

    private final ManualTime time = new ManualTime();

    private final List<Object> events = new CopyOnWriteArrayList<>();

    private final ApplicationContextRunner runner = Guarded.by(this.time, Agent.class, Outer.class)
            .withBean(EventPublisher.class, () -> this.events::add)
            .withPropertyValues("resilient-agent.circuits.default.failure-threshold=3");

    @Test
    void answersAreNoEvents() {
        this.runner.run((context) -> context.getBean(Agent.class).answer("x"));
        assertThat(this.events).isEmpty();
    }

    @Test
    void eachFailedAttemptIsOne() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(Problem.of(FailureKind.OVERLOADED, 529), Problem.of(FailureKind.INVALID_REQUEST, 400));
            assertThat(context.getBean(Agent.class).answer("x")).isEqualTo("busy");
        });
        List<CallFailureEvent> failures = of(CallFailureEvent.class);
        assertThat(failures).hasSize(2);
        CallFailureEvent first = failures.get(0);
        assertThat(first.call()).isEqualTo("support");
        assertThat(first.route()).isEqualTo("acme/large");
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(first.kind()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(first.status()).isEqualTo(529);
        assertThat(first.willRetry()).isTrue();
        CallFailureEvent second = failures.get(1);
        assertThat(second.callId()).isEqualTo(first.callId()).isNotBlank();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.willRetry()).isFalse();
    }

    @Test
    void failedFallbackMethodIsOne() {
        this.runner.run((context) -> assertThatExceptionOfType(AllFallbacksFailedException.class)
                .isThrownBy(() -> {
                    context.getBean(FakeProvider.class).outage(FailureKind.CONTEXT_OVERFLOW);
                    context.getBean(Agent.class).search("x");
                }));
        assertThat(of(CallFailureEvent.class))
                .extracting(CallFailureEvent::route)
                .containsExactly("acme/large", "other");
    }

    @Test
    void changeOfStateIsOne() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            context.getBean(Agent.class).answer("x");
            context.getBean(CircuitRegistry.class).force("acme/large", CircuitState.FORCED_OPEN, Duration.ofMinutes(5));
        });
        assertThat(of(CircuitTransitionEvent.class))
                .containsExactly(
                        new CircuitTransitionEvent(
                                "acme/large",
                                CircuitState.CLOSED,
                                CircuitState.OPEN,
                                FailureKind.OVERLOADED,
                                Duration.ofMinutes(1),
                                CircuitOrigin.LOCAL),
                        new CircuitTransitionEvent(
                                "acme/large",
                                CircuitState.OPEN,
                                CircuitState.FORCED_OPEN,
                                null,
                                Duration.ofMinutes(5),
                                CircuitOrigin.OPERATOR));
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void alertsWhereSomebodyHasToAct(FailureKind kind) {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).outage(kind);
            try {
                context.getBean(Agent.class).answer("x");
            } catch (RuntimeException ex) {
                // thrown as it is
            }
        });
        String circuit =
                switch (kind) {
                    case AUTHENTICATION, QUOTA_EXHAUSTED -> "acme";
                    case PERMISSION_DENIED, MODEL_NOT_FOUND -> "acme/large";
                    default -> null;
                };
        assertThat(of(CredentialAlertEvent.class))
                .extracting(CredentialAlertEvent::circuit)
                .isEqualTo((circuit != null) ? List.of(circuit) : List.of());
    }

    @Test
    void alertsOnceUntilTheCircuitClosesThenAtMostHourly() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.AUTHENTICATION);
            for (int hour = 0; hour < 5; hour++) {
                agent.answer("x");
                this.time.advance(Duration.ofHours(1));
            }
            assertThat(provider.calls()).isEqualTo(5);
            assertThat(of(CredentialAlertEvent.class)).hasSize(1);
            provider.outage(null);
            agent.answer("x");
            provider.outage(FailureKind.AUTHENTICATION);
            agent.answer("x");
            assertThat(of(CredentialAlertEvent.class)).hasSize(2);
            recover(agent, provider);
            agent.answer("x");
            assertThat(of(CredentialAlertEvent.class)).hasSize(2);
            recover(agent, provider);
            agent.answer("x");
            assertThat(of(CredentialAlertEvent.class)).hasSize(3);
        });
    }

    private void recover(Agent agent, FakeProvider provider) {
        this.time.advance(Duration.ofMinutes(40));
        provider.outage(null);
        agent.answer("x");
        provider.outage(FailureKind.AUTHENTICATION);
    }

    @Test
    void alertsAgainAfterAReset() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).outage(FailureKind.AUTHENTICATION);
            context.getBean(Agent.class).answer("x");
            context.getBean(CircuitRegistry.class).reset("acme");
            context.getBean(Agent.class).answer("x");
        });
        assertThat(of(CredentialAlertEvent.class)).hasSize(2);
    }

    @Test
    void alertsHourlyWhereNoCircuitIs() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).outage(FailureKind.AUTHENTICATION);
            for (int i = 0; i < 4; i++) {
                context.getBean(Agent.class).bare("x");
                this.time.advance(Duration.ofMinutes(30));
            }
        });
        assertThat(of(CredentialAlertEvent.class)).hasSize(2).allSatisfy((alert) -> {
            assertThat(alert.circuit()).isNull();
            assertThat(alert.call()).isEqualTo("bare");
        });
    }

    @Test
    void alertsOnceForNestedCalls() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).outage(FailureKind.AUTHENTICATION);
            assertThat(context.getBean(Outer.class).answer("x")).isEqualTo("outer");
        });
        assertThat(of(CredentialAlertEvent.class))
                .extracting(CredentialAlertEvent::call)
                .containsExactly("inner");
    }

    @Test
    void tellsNothingOfTheProvidersText() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class)
                    .failNext(new IllegalStateException("Incorrect API key provided: sk-proj-secret, 401"));
            context.getBean(Agent.class).answer("my prompt");
        });
        assertThat(this.events)
                .isNotEmpty()
                .allSatisfy(
                        (event) -> assertThat(event.toString()).doesNotContain("sk-proj", "Incorrect", "my prompt"));
    }

    @Test
    void publisherThatThrowsChangesNothing() {
        Guarded.by(this.time, Agent.class)
                .withBean(EventPublisher.class, () -> (event) -> {
                    throw new AssertionError("broken");
                })
                .run((context) -> {
                    context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED);
                    assertThat(context.getBean(Agent.class).answer("x")).isEqualTo("answer to x");
                });
    }

    private <T> List<T> of(Class<T> type) {
        return this.events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static class Agent {

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall(value = "support", model = "acme/large")
        @Fallback(text = "busy")
        public String answer(String question) {
            return this.provider.ask(question);
        }

        @LlmCall(value = "search", model = "acme/large")
        @Fallback("other")
        public String search(String question) {
            return this.provider.ask(question);
        }

        String other(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("bare")
        @Fallback(text = "busy")
        public String bare(String question) {
            return this.provider.ask(question);
        }

        @LlmCall(value = "inner", model = "acme/large")
        public String inner(String question) {
            return this.provider.ask(question);
        }
    }

    static class Outer {

        private final Agent agent;

        Outer(Agent agent) {
            this.agent = agent;
        }

        @CircuitGuarded("outer")
        @Fallback(text = "outer")
        public String answer(String question) {
            return this.agent.inner(question);
        }
    }
}
