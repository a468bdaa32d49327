package io.resilientagent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.failure.Billing;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Answers that the application does not accept. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResponseCheckTests {

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = Guarded.by(this.time, Agent.class);

    @Test
    void asksOnceMoreAtOnceWithTheReason() {
        run((agent, checks) -> {
            checks.reasons.add("it names no price");
            assertThat(agent.answer("x")).isEqualTo("answer to x");
            assertThat(checks.previous).hasSize(1);
            Failure previous = checks.previous.get(0);
            assertThat(previous.kind()).isEqualTo(FailureKind.MALFORMED_RESPONSE);
            assertThat(previous.billing()).isEqualTo(Billing.BILLED);
            assertThat(previous.message()).contains("it names no price");
            assertThat(this.time.sleeps()).isEmpty();
        });
    }

    @Test
    void givesUpAfterASecondRejection() {
        run((agent, checks) -> {
            checks.reasons.addAll(List.of("too short", "too short", "too short"));
            assertThatExceptionOfType(ResponseRejectedException.class)
                    .isThrownBy(() -> agent.answer("x"))
                    .withMessage("LLM call 'answer' got an answer that was rejected: too short");
            assertThat(checks.asked).containsExactly("answer 1", "answer 2");
        });
    }

    @Test
    void asksAllChecksInOrderUntilOneRejects() {
        run((agent, checks) -> {
            checks.second = "second";
            assertThatExceptionOfType(ResponseRejectedException.class)
                    .isThrownBy(() -> agent.answer("x"))
                    .withMessageEndingWith("second");
            checks.reasons.addAll(List.of("first", "first"));
            assertThatExceptionOfType(ResponseRejectedException.class)
                    .isThrownBy(() -> agent.answer("x"))
                    .withMessageEndingWith("first");
        });
    }

    @Test
    void matchesByTheTypeOfTheAnswerItself() {
        run((agent, checks) -> {
            agent.number("x");
            assertThat(checks.asked).isEmpty();
            checks.reasons.add("no");
            assertThat(agent.result("x").data()).contains("answer to x");
            checks.reasons.add("no");
            assertThat(agent.future("x").get()).isEqualTo("answer to x");
            checks.reasons.add("no");
            assertThat(agent.mono("x").block()).isEqualTo("answer to x");
            assertThat(checks.asked)
                    .containsExactly("result 1", "result 2", "future 1", "future 2", "mono 1", "mono 2");
        });
    }

    @Test
    void asksNothingAboutStreamsToolsAndFallbacks() {
        run((agent, checks) -> {
            agent.flux("x").collectList().block();
            agent.tool("x");
            assertThat(agent.fallback("x")).isEqualTo("busy");
            assertThat(checks.asked).isEmpty();
        });
    }

    @Test
    void countsInTheOwnCircuitOnly() {
        this.runner
                .withPropertyValues("resilient-agent.circuits.default.failure-threshold=2")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    context.getBean(Checks.class).reasons.addAll(List.of("no", "no"));
                    assertThatExceptionOfType(ResponseRejectedException.class).isThrownBy(() -> agent.guarded("x"));
                    CircuitRegistry circuits = context.getBean(CircuitRegistry.class);
                    assertThat(circuits.find("own").orElseThrow().state(this.time.nanos()))
                            .hasToString("OPEN");
                    assertThat(circuits.find("openai/gpt").orElseThrow().state(this.time.nanos()))
                            .hasToString("CLOSED");
                });
    }

    @Test
    void acceptsNoAnswerOfACheckThatThrowsAndBlamesNobody() {
        this.runner
                .withPropertyValues("resilient-agent.circuits.default.failure-threshold=1")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    Checks checks = context.getBean(Checks.class);
                    UncheckedIOException broken = new UncheckedIOException(new IOException("moderation is down"));
                    checks.thrown = broken;
                    assertThatExceptionOfType(UncheckedIOException.class)
                            .isThrownBy(() -> agent.guarded("x"))
                            .isSameAs(broken);
                    assertThat(checks.asked).containsExactly("guarded 1");
                    assertThat(context.getBean(CircuitRegistry.class)
                                    .find("own")
                                    .orElseThrow()
                                    .state(this.time.nanos()))
                            .hasToString("CLOSED");
                    assertThat(agent.orText("x")).isEqualTo("busy");
                    checks.thrown = new AssertionError("mine");
                    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> agent.orText("x"));
                });
    }

    @Test
    void rejectsWhereACheckThrowsTheRejectionItself() {
        run((agent, checks) -> {
            checks.thrown = new ResponseRejectedException("answer", "thrown");
            assertThatExceptionOfType(ResponseRejectedException.class).isThrownBy(() -> agent.answer("x"));
            assertThat(checks.asked).containsExactly("answer 1", "answer 2");
        });
    }

    private void run(Conversation conversation) {
        this.runner.run((context) -> conversation.with(context.getBean(Agent.class), context.getBean(Checks.class)));
    }

    private interface Conversation {

        void with(Agent agent, Checks checks) throws Exception;
    }

    /** The first of two checks; says what it is told to. */
    @Order(1)
    static final class Checks implements ResponseCheck<CharSequence> {

        private final List<String> reasons = new ArrayList<>();

        private final List<String> asked = new ArrayList<>();

        private final List<Failure> previous = new ArrayList<>();

        private @Nullable Throwable thrown;

        private @Nullable String second;

        @Override
        public Class<CharSequence> type() {
            return CharSequence.class;
        }

        @Override
        public @Nullable String check(CharSequence answer, CallContext call) {
            this.asked.add(call.name() + " " + call.attempt());
            if (this.thrown instanceof Error error) {
                throw error;
            }
            if (this.thrown instanceof RuntimeException exception) {
                throw exception;
            }
            return this.reasons.isEmpty() ? null : this.reasons.remove(0);
        }
    }

    static class Agent {

        private final Checks checks;

        private final FakeProvider provider;

        Agent(FakeProvider provider, Checks checks) {
            this.checks = checks;
            this.provider = provider;
        }

        @Bean
        static Checks first() {
            return new Checks();
        }

        @Bean
        @Order(2)
        static ResponseCheck<String> second(Checks first) {
            return new ResponseCheck<>() {
                @Override
                public Class<String> type() {
                    return String.class;
                }

                @Override
                public @Nullable String check(String answer, CallContext call) {
                    return first.second;
                }
            };
        }

        @LlmCall("answer")
        public String answer(String question) {
            Failure failure = CallContext.current().previousFailure();
            if (failure != null) {
                this.checks.previous.add(failure);
            }
            return this.provider.ask(question);
        }

        @LlmCall(value = "guarded", model = "openai/gpt")
        @CircuitGuarded("own")
        public String guarded(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("or-text")
        @Fallback(text = "busy")
        public String orText(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("number")
        public int number(String question) {
            return 1;
        }

        @LlmCall("result")
        public AgentResult<Optional<String>> result(String question) {
            return AgentResult.success(Optional.of(this.provider.ask(question)));
        }

        @LlmCall("future")
        public CompletableFuture<String> future(String question) {
            return CompletableFuture.completedFuture(this.provider.ask(question));
        }

        @LlmCall("mono")
        public Mono<String> mono(String question) {
            return Mono.fromSupplier(() -> this.provider.ask(question));
        }

        @LlmCall("flux")
        public Flux<String> flux(String question) {
            return Flux.just("a", "b");
        }

        @CircuitGuarded("tool")
        public String tool(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("fallback")
        @Fallback("other")
        public String fallback(String question) {
            throw new IllegalStateException(question);
        }

        public String other(String question) {
            return "busy";
        }
    }
}
