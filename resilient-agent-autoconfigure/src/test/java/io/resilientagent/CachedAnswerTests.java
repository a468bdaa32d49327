package io.resilientagent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.engine.StoredAnswer;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeCaches;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualClock;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Stubborn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The last good answer to the same question, of methods that return when they are done or answer with a future. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CachedAnswerTests {

    private final ManualTime time = new ManualTime();

    private final ManualClock clock = new ManualClock();

    private final FakeCaches caches = new FakeCaches();

    private final ApplicationContextRunner runner = Guarded.by(this.time, CachedAgent.class)
            .withBean(ManualClock.class, () -> this.clock)
            .withBean(FakeCaches.class, () -> this.caches)
            .withPropertyValues(
                    "resilient-agent.calls.default.retry.max-attempts=1",
                    "resilient-agent.circuits.default.failure-threshold=0");

    @Test
    void answersTheSameQuestionOnceTheProviderIsDown() {
        run((agent, provider) -> {
            assertThat(agent.answer("x", 1)).isEqualTo("answer to x");
            this.caches.awaitKept(1);
            provider.outage(FailureKind.OVERLOADED);
            assertThat(agent.answer("x", 1)).isEqualTo("answer to x");
            assertThatExceptionOfType(AllFallbacksFailedException.class)
                    .isThrownBy(() -> agent.answer("y", 1))
                    .withMessageContaining("cached: no cached answer");
            assertThatExceptionOfType(AllFallbacksFailedException.class).isThrownBy(() -> agent.answer("x", 2));
        });
    }

    @Test
    void saysInAResultHowOldTheAnswerIs() {
        run((agent, provider) -> {
            assertThat(agent.result("x").status()).isEqualTo(Status.SUCCESS);
            this.caches.awaitKept(1);
            this.clock.advance(Duration.ofSeconds(190));
            provider.outage(FailureKind.OVERLOADED);
            AgentResult<String> result = agent.result("x");
            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.data()).isEqualTo("answer to x");
            assertThat(result.route()).isEqualTo("cached");
            assertThat(result.reason()).isEqualTo(FailureKind.OVERLOADED);
            assertThat(result.note()).isEqualTo("Using cached response from 3 minutes ago: result: OVERLOADED");
            this.clock.advance(Duration.ofMinutes(-10));
            assertThat(agent.result("x").note()).startsWith("Using cached response from 0 seconds ago: ");
        });
    }

    @Test
    void failsAResultWhereThereIsNone() {
        run((agent, provider) -> {
            provider.outage(FailureKind.OVERLOADED);
            AgentResult<String> result = agent.result("x");
            assertThat(result.status()).isEqualTo(Status.FAILED);
            assertThat(result.note()).isEqualTo("All 2 routes failed: result: OVERLOADED; cached: no cached answer");
        });
    }

    @Test
    void asksTheNextStepWhereThereIsNone() {
        run((agent, provider) -> {
            provider.outage(FailureKind.OVERLOADED);
            assertThat(agent.orText("x")).isEqualTo("busy");
        });
    }

    @Test
    void forgetsAnAnswerThatIsOlderThanTheCallAllows() {
        this.runner
                .withPropertyValues("resilient-agent.calls.brief.cache.ttl=10m")
                .run((context) -> {
                    CachedAgent agent = context.getBean(CachedAgent.class);
                    agent.brief("x");
                    this.caches.awaitKept(1);
                    context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
                    this.clock.advance(Duration.ofMinutes(10).minusMillis(1));
                    assertThat(agent.brief("x")).isEqualTo("answer to x");
                    this.clock.advance(Duration.ofMillis(1));
                    assertThatExceptionOfType(AllFallbacksFailedException.class).isThrownBy(() -> agent.brief("x"));
                });
    }

    @Test
    void obeysItsConditions() {
        run((agent, provider) -> {
            agent.whenOverloaded("x");
            this.caches.awaitKept(1);
            provider.failNext(FailureKind.SERVER_ERROR);
            assertThat(agent.whenOverloaded("x")).isEqualTo("busy");
            provider.failNext(FailureKind.OVERLOADED);
            assertThat(agent.whenOverloaded("x")).isEqualTo("answer to x");
        });
    }

    @Test
    void answersWhileACircuitIsOpenBeforeAnyWaitForIt() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.answer.model=openai/gpt",
                        "resilient-agent.calls.answer.wait-for-circuit=5m")
                .run((context) -> {
                    CachedAgent agent = context.getBean(CachedAgent.class);
                    agent.answer("x", 1);
                    this.caches.awaitKept(1);
                    context.getBean(CircuitRegistry.class).force("openai/gpt", CircuitState.OPEN, null);
                    assertThat(agent.answer("x", 1)).isEqualTo("answer to x");
                    assertThat(this.time.sleeps()).isEmpty();
                    assertThat(agent.answer("y", 1)).isEqualTo("answer to y");
                    assertThat(this.time.sleeps()).hasSize(1);
                });
    }

    @Test
    void answersAfterTheDeadline() {
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.deadline=10s")
                .run((context) -> {
                    CachedAgent agent = context.getBean(CachedAgent.class);
                    agent.answer("slow", 1);
                    this.caches.awaitKept(1);
                    context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
                    assertThat(agent.answer("slow", 1)).isEqualTo("answer to slow");
                });
    }

    @Test
    void storesNoAnswerThatIsDegraded() {
        this.runner
                .withPropertyValues("resilient-agent.calls.answer.chain=openai/big,openai/small")
                .run((context) -> {
                    CachedAgent agent = context.getBean(CachedAgent.class);
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.failNext(FailureKind.OVERLOADED);
                    assertThat(agent.answer("small", 1)).isEqualTo("answer to small");
                    assertThat(agent.outer("nested")).isEqualTo("busy");
                    assertThat(agent.answer("big", 1)).isEqualTo("answer to big");
                    this.caches.awaitKept(1);
                    assertThat(((StoredAnswer) this.caches
                                            .kept()
                                            .values()
                                            .iterator()
                                            .next())
                                    .value())
                            .isEqualTo("answer to big");
                });
    }

    @Test
    void keepsWhatIsInsideOptionalsFuturesAndResults() {
        run((agent, provider) -> {
            assertThat(agent.optional("x")).contains("answer to x");
            assertThat(agent.future("x").get()).isEqualTo("answer to x");
            assertThat(agent.futureResult("x").get().data()).contains("answer to x");
            assertThat(agent.number("x")).isEqualTo(11);
            this.caches.awaitKept(4);
            provider.outage(FailureKind.OVERLOADED);
            assertThat(agent.optional("x")).contains("answer to x");
            assertThat(agent.future("x").get()).isEqualTo("answer to x");
            AgentResult<Optional<String>> result = agent.futureResult("x").get();
            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.data()).contains("answer to x");
            assertThat(agent.number("x")).isEqualTo(11);
        });
    }

    @Test
    void keepsNothingWhereThereIsNoAnswer() {
        run((agent, provider) -> {
            assertThat(agent.emptyOptional("x")).isEmpty();
            agent.answer("x", 1);
            this.caches.awaitKept(1);
            provider.outage(FailureKind.OVERLOADED);
            assertThatExceptionOfType(AllFallbacksFailedException.class).isThrownBy(() -> agent.emptyOptional("x"));
        });
    }

    @Test
    void isNotBrokenByACacheThatThrows(CapturedOutput output) {
        this.caches.before(() -> {
            throw new IllegalStateException("secret");
        });
        run((agent, provider) -> {
            assertThat(agent.answer("x", 1)).isEqualTo("answer to x");
            provider.outage(FailureKind.OVERLOADED);
            assertThat(agent.orText("x")).isEqualTo("busy");
            assertThat(agent.orText("x")).isEqualTo("busy");
            assertThatExceptionOfType(AllFallbacksFailedException.class)
                    .isThrownBy(() -> agent.answer("x", 1))
                    .withMessageContaining("cached: the cache failed");
        });
        assertThat(output)
                .containsOnlyOnce("Call 'or-text' got nothing from the cache, which failed with java.lang.IllegalState")
                .doesNotContain("secret");
    }

    @Test
    void isNotHeldByACacheThatHangs() {
        Stubborn hanging = new Stubborn();
        this.caches.before(hanging::work);
        this.runner.withPropertyValues("resilient-agent.cache.timeout=5ms").run((context) -> {
            CachedAgent agent = context.getBean(CachedAgent.class);
            assertThat(agent.answer("x", 1)).isEqualTo("answer to x");
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            for (int i = 0; i < 40; i++) {
                assertThat(agent.orText("x")).isEqualTo("busy");
            }
            assertThatExceptionOfType(AllFallbacksFailedException.class)
                    .isThrownBy(() -> agent.answer("x", 1))
                    .withMessageContaining("cached: the cache did not answer in time");
            CompletableFuture<String> future = agent.future("x");
            this.time.awaitTask(Duration.ofMillis(5));
            this.time.advance(Duration.ofMillis(5));
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(future::get)
                    .withCauseInstanceOf(AllFallbacksFailedException.class);
            hanging.release();
        });
    }

    @Test
    void leavesAloneWhatIsNoneOfItsAnswers(CapturedOutput output) {
        run((agent, provider) -> {
            agent.number("x");
            this.caches.awaitKept(1);
            provider.outage(FailureKind.OVERLOADED);
            for (Object foreign : List.of("text", new StoredAnswer("text", 0), new StoredAnswer(1L, 0), Map.of())) {
                this.caches.kept().replaceAll((key, value) -> foreign);
                assertThatExceptionOfType(AllFallbacksFailedException.class).isThrownBy(() -> agent.number("x"));
            }
        });
        assertThat(output).containsOnlyOnce("found something in the cache that is none of its answers");
    }

    @Test
    void goesOnWithoutTheCacheWhereAnArgumentCannotBeRead(CapturedOutput output) {
        run((agent, provider) -> {
            assertThat(agent.broken(new Broken("secret"))).isEqualTo("answer to x");
            provider.outage(FailureKind.OVERLOADED);
            assertThat(agent.broken(new Broken("secret"))).isEqualTo("busy");
        });
        assertThat(this.caches.kept()).isEmpty();
        assertThat(output).containsOnlyOnce("has no key for its cached answers").doesNotContain("secret");
    }

    @Test
    void keepsTheAnswersOfMethodsAndBeansApart() {
        run((agent, provider) -> {
            agent.answer("x", 1);
            this.caches.awaitKept(1);
            provider.outage(FailureKind.OVERLOADED);
            assertThatExceptionOfType(AllFallbacksFailedException.class).isThrownBy(() -> agent.brief("x"));
        });
    }

    @Test
    void hasNoneOfTheAnswersOfAnotherVersion() {
        run((agent, provider) -> {
            agent.answer("x", 1);
            this.caches.awaitKept(1);
        });
        this.runner.withPropertyValues("resilient-agent.cache.version=2").run((context) -> {
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            CachedAgent agent = context.getBean(CachedAgent.class);
            assertThatExceptionOfType(AllFallbacksFailedException.class).isThrownBy(() -> agent.answer("x", 1));
        });
        run((agent, provider) -> {
            provider.outage(FailureKind.OVERLOADED);
            assertThat(agent.answer("x", 1)).isEqualTo("answer to x");
        });
    }

    @Test
    void computesNoKeyForACallWithoutSuchAStep() {
        run((agent, provider) -> {
            Broken argument = new Broken("x");
            assertThat(agent.without(argument)).isEqualTo("answer to x");
            assertThat(argument.reads).isZero();
        });
    }

    @Test
    void usesTheKeyThatANamedCallIsGiven() {
        this.runner
                .withPropertyValues("resilient-agent.calls.named.fallback[0].cached=true")
                .withBean(Named.class)
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    ResilientCall<String> call = context.getBean(Named.class).call;
                    assertThat(call.call("x", (attempt) -> provider.ask("x"))).isEqualTo("answer to x");
                    assertThat(call.call((attempt) -> provider.ask("y"))).isEqualTo("answer to y");
                    this.caches.awaitKept(1);
                    provider.outage(FailureKind.OVERLOADED);
                    assertThat(call.call("x", (attempt) -> provider.ask("-"))).isEqualTo("answer to x");
                    assertThat(call.result("x", (attempt) -> provider.ask("-")).route())
                            .isEqualTo("cached");
                    assertThat(call.callAsync("x", (attempt) -> supply(() -> provider.ask("-")))
                                    .get())
                            .isEqualTo("answer to x");
                    assertThat(call.resultAsync("x", (attempt) -> supply(() -> provider.ask("-")))
                                    .get()
                                    .data())
                            .isEqualTo("answer to x");
                    assertThat(call.result("y", (attempt) -> provider.ask("-")).status())
                            .isEqualTo(Status.FAILED);
                    assertThat(call.result((attempt) -> provider.ask("-")).note())
                            .doesNotContain("cached");
                    assertThat(call.result(new Object(), (attempt) -> provider.ask("-"))
                                    .note())
                            .doesNotContain("cached");
                });
    }

    private static CompletableFuture<String> supply(Supplier<String> body) {
        return CompletableFuture.completedFuture(body.get());
    }

    private void run(Conversation conversation) {
        this.runner.run((context) ->
                conversation.with(context.getBean(CachedAgent.class), context.getBean(FakeProvider.class)));
    }

    private interface Conversation {

        void with(CachedAgent agent, FakeProvider provider) throws Exception;
    }

    /** Counts how often it is read, and never lets itself be read. */
    public static final class Broken extends java.util.AbstractList<String> {

        private final String text;

        private int reads;

        Broken(String text) {
            this.text = text;
        }

        @Override
        public String get(int index) {
            this.reads++;
            throw new IllegalStateException(this.text);
        }

        @Override
        public int size() {
            return 1;
        }
    }

    static class Named {

        private final ResilientCall<String> call;

        Named(ResilientCalls calls) {
            this.call = calls.named("named", String.class);
        }
    }
}
