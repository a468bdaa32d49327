package io.resilientagent;

import java.io.IOException;
import java.time.Duration;

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
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** What a caller gets thrown. */
class CallExceptionTests {

    private final ApplicationContextRunner runner =
            Guarded.by(new ManualTime(), Agent.class).withPropertyValues("resilient-agent.calls.default.retry.delay=0");

    @Test
    void isTheMethodsOwnCheckedException() {
        this.runner.run((context) -> {
            IOException broken = new IOException("connection reset");
            context.getBean(FakeProvider.class).failNext(broken, broken, broken);
            assertThatIOException()
                    .isThrownBy(() -> context.getBean(Agent.class).answer("x"))
                    .isSameAs(broken)
                    .satisfies((thrown) -> assertThat(thrown).hasNoSuppressedExceptions());
        });
    }

    @Test
    void isTheLastOneWithTheEarlierSuppressed() {
        this.runner.run((context) -> {
            Problem one = Problem.of(FailureKind.OVERLOADED);
            Problem two = Problem.of(FailureKind.TIMEOUT);
            Problem three = Problem.of(FailureKind.NETWORK);
            context.getBean(FakeProvider.class).failNext(one, two, three);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).answer("x"))
                    .isSameAs(three)
                    .satisfies((thrown) -> assertThat(thrown.getSuppressed()).containsExactly(one, two));
        });
    }

    @Test
    void isAnErrorAsItIsWhateverFallbackThereIs() {
        this.runner.run((context) -> {
            Error error = new NoClassDefFoundError("com/acme/Missing");
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(error);
            assertThatExceptionOfType(NoClassDefFoundError.class)
                    .isThrownBy(() -> context.getBean(Agent.class).withText("x"))
                    .isSameAs(error);
            assertThat(provider.calls()).isEqualTo(1);
        });
    }

    @Test
    void namesEveryRouteWhenTheFallbacksFailedToo() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            Problem primary = Problem.of(FailureKind.AUTHENTICATION, 401);
            provider.failNext(primary, Problem.of(FailureKind.NETWORK));
            assertThatExceptionOfType(AllFallbacksFailedException.class)
                    .isThrownBy(() -> context.getBean(Agent.class).withMethod("x"))
                    .withMessage("LLM call 'with-method': all 2 routes failed: with-method: AUTHENTICATION 401;"
                            + " second: NETWORK")
                    .withCause(primary)
                    .satisfies((thrown) -> {
                        assertThat(thrown.failures())
                                .extracting(FailedAttempt::kind)
                                .containsExactly(FailureKind.AUTHENTICATION, FailureKind.NETWORK);
                        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.AUTHENTICATION);
                    });
        });
    }

    @Test
    void isTheMethodsOwnWhereNoFallbackWasDue() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.AUTHENTICATION);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> context.getBean(Agent.class).onlyWhenOverloaded("x"));
        });
    }

    @Test
    void tellsWhichCircuitRefusedAndWhenToComeBack() {
        this.runner.run((context) -> {
            CircuitRegistry circuits = context.getBean(CircuitRegistry.class);
            circuits.force("tool", CircuitState.OPEN, Duration.ofSeconds(7));
            assertThatExceptionOfType(CircuitOpenException.class)
                    .isThrownBy(() -> context.getBean(Agent.class).tool())
                    .withMessage("circuit 'tool' is open; retry in 7s")
                    .satisfies((refused) -> {
                        assertThat(refused.circuit()).isEqualTo("tool");
                        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                        assertThat(refused.getStackTrace()).isEmpty();
                    });
            circuits.force("tool", CircuitState.FORCED_OPEN, null);
            assertThatExceptionOfType(CircuitOpenException.class)
                    .isThrownBy(() -> context.getBean(Agent.class).tool())
                    .withMessage("circuit 'tool' is forced open")
                    .satisfies((refused) -> assertThat(refused.retryAfter()).isNull());
        });
    }

    @Test
    void isAboutTheDeadlineWhereThereWasNoTimeAtAll() {
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.deadline=100ms")
                .run((context) -> {
                    assertThatExceptionOfType(DeadlineExceededException.class)
                            .isThrownBy(() -> context.getBean(Agent.class).answer("x"))
                            .withMessage(
                                    "LLM call 'answer' has no time left for an attempt within its deadline of 100ms");
                    assertThat(context.getBean(FakeProvider.class).calls()).isZero();
                });
    }

    @Test
    void isAboutTheAnswerWhereThatWasBlank() {
        this.runner.run((context) -> assertThatExceptionOfType(ResponseRejectedException.class)
                .isThrownBy(() -> context.getBean(Agent.class).blank())
                .withMessage("LLM call 'blank' got an answer that was rejected: it is blank"));
    }

    @Test
    void isNoneWhereTheMethodReturnsAnAgentResult() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).outage(FailureKind.AUTHENTICATION);
            AgentResult<String> result = context.getBean(Agent.class).result("x");
            assertThat(result.status()).isEqualTo(AgentResult.Status.FAILED);
            assertThat(result.note()).isEqualTo("The only route failed: result: AUTHENTICATION");
            assertThat(result.reason()).isEqualTo(FailureKind.AUTHENTICATION);
        });
    }

    @Test
    void doesNotQuoteTheProvider() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(new IllegalStateException("my secret"), new IllegalStateException("another secret"));
            assertThatExceptionOfType(AllFallbacksFailedException.class)
                    .isThrownBy(() -> context.getBean(Agent.class).withMethod("x"))
                    .withMessageNotContaining("secret");
        });
    }

    static class Agent {

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall("answer")
        public String answer(String question) throws IOException {
            return this.provider.ask(question);
        }

        @LlmCall("with-text")
        @Fallback(text = "busy")
        public String withText(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("with-method")
        @Fallback("second")
        public String withMethod(String question) {
            return this.provider.ask(question);
        }

        public String second(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("picky")
        @Fallback(text = "busy", when = FailureKind.OVERLOADED)
        public String onlyWhenOverloaded(String question) {
            return this.provider.ask(question);
        }

        @CircuitGuarded("tool")
        public void tool() {
            this.provider.ask("tool");
        }

        @LlmCall("blank")
        public String blank() {
            return "";
        }

        @LlmCall("result")
        public AgentResult<String> result(String question) {
            return AgentResult.success(this.provider.ask(question));
        }
    }
}
