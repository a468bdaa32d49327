package io.resilientagent.autoconfigure;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.resilientagent.AgentResult;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.ResilientCall;
import io.resilientagent.ResilientCalls;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.reactive.ReactiveCalls;
import io.resilientagent.testing.FakeCaches;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** Cached answers of calls whose bodies answer with publishers: the key is an argument. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReactiveCachedCallTests {

    private static final Problem OVERLOADED = Problem.of(FailureKind.OVERLOADED);

    private final FakeCaches caches = new FakeCaches();

    private final ApplicationContextRunner runner = Guarded.byRealTime(Agent.class)
            .withBean(FakeCaches.class, () -> this.caches)
            .withPropertyValues(
                    "resilient-agent.calls.default.retry.max-attempts=1",
                    "resilient-agent.calls.answer.fallback[0].cached=true");

    @Test
    void monoIsAnsweredFromTheCacheForTheSameKeyOnly() {
        run((agent) -> {
            StepVerifier.create(agent.reactive.mono(agent.answer, "x", (call) -> Mono.just("good")))
                    .expectNext("good")
                    .verifyComplete();
            this.caches.awaitKept(1);
            StepVerifier.create(agent.reactive.mono(agent.answer, "x", (call) -> Mono.error(OVERLOADED)))
                    .expectNext("good")
                    .verifyComplete();
            StepVerifier.create(agent.reactive.mono(agent.answer, "y", (call) -> Mono.error(OVERLOADED)))
                    .verifyErrorSatisfies(
                            (thrown) -> assertThat(thrown).hasMessageContaining("cached: no cached answer"));
        });
    }

    @Test
    void withoutAKeyNothingIsKeptOrGiven() {
        run((agent) -> {
            agent.reactive.mono(agent.answer, (call) -> Mono.just("unkept")).block();
            agent.reactive.mono(agent.answer, "x", (call) -> Mono.just("kept")).block();
            this.caches.awaitKept(1);
            StepVerifier.create(agent.reactive.mono(agent.answer, (call) -> Mono.error(OVERLOADED)))
                    .verifyErrorMatches(OVERLOADED::equals);
            assertThat(this.caches.kept()).hasSize(1);
        });
    }

    @Test
    void fluxThatCameToItsEndIsGivenAgainItemByItem() {
        run((agent) -> {
            StepVerifier.create(agent.reactive.flux(agent.answer, "x", (call) -> Flux.just("a", "b")))
                    .expectNext("a", "b")
                    .verifyComplete();
            this.caches.awaitKept(1);
            StepVerifier.create(agent.reactive.flux(agent.answer, "x", (call) -> Flux.error(OVERLOADED)), 1)
                    .expectNext("a")
                    .thenRequest(1)
                    .expectNext("b")
                    .verifyComplete();
        });
    }

    @Test
    void resultsTellThatTheyAreFromTheCache() {
        run((agent) -> {
            agent.reactive
                    .monoResult(agent.answer, "x", (call) -> Mono.just("good"))
                    .block();
            this.caches.awaitKept(1);
            agent.reactive
                    .fluxResult(agent.answer, "x", (call) -> Flux.just("a", "b"))
                    .flatMapMany(AgentResult::data)
                    .blockLast();
            this.caches.awaitKept(2);
            AgentResult<String> one = agent.reactive
                    .monoResult(agent.answer, "x", (call) -> Mono.error(OVERLOADED))
                    .block();
            assertThat(one.status()).isEqualTo(Status.DEGRADED);
            assertThat(one.route()).isEqualTo("cached");
            assertThat(one.data()).isEqualTo("good");
            AgentResult<Flux<String>> many = agent.reactive
                    .fluxResult(agent.answer, "x", (call) -> Flux.error(OVERLOADED))
                    .block();
            assertThat(many.route()).isEqualTo("cached");
            assertThat(many.data().collectList().block()).isEqualTo(List.of("a", "b"));
        });
    }

    private void run(Consumer<Agent> test) {
        this.runner.run((context) -> test.accept(context.getBean(Agent.class)));
    }

    static class Agent {

        private final ReactiveCalls reactive;

        private final ResilientCall<String> answer;

        Agent(ResilientCalls calls, ReactiveCalls reactive) {
            this.reactive = reactive;
            this.answer = calls.named("answer", String.class);
        }
    }
}
