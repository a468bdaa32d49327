package io.resilientagent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.StoredAnswer;
import io.resilientagent.engine.StoredItems;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeCaches;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** Streams that are kept, and given again item by item. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CachedStreamTests {

    private static final Flux<String> BROKEN = Flux.error(Problem.of(FailureKind.OVERLOADED));

    private final FakeCaches caches = new FakeCaches();

    private final ApplicationContextRunner runner = Guarded.byRealTime(Agent.class)
            .withBean(FakeCaches.class, () -> this.caches)
            .withPropertyValues("resilient-agent.calls.default.retry.max-attempts=1");

    @Test
    void givesAllItemsAgainWhatWasHeldIncluded() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Source source = context.getBean(Source.class);
            source.stream = () -> Flux.just("", "a", "b");
            assertThat(agent.flux("x").collectList().block()).containsExactly("", "a", "b");
            this.caches.awaitKept(1);
            source.stream = () -> BROKEN;
            for (int i = 0; i < 2; i++) {
                StepVerifier.create(agent.flux("x"), 1)
                        .expectNext("")
                        .thenRequest(1)
                        .expectNext("a")
                        .thenRequest(5)
                        .expectNext("b")
                        .verifyComplete();
            }
        });
    }

    @Test
    void tellsInAResultThatItIsKept() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Source source = context.getBean(Source.class);
            source.stream = () -> Flux.just("a", "b");
            agent.result("x").flatMapMany(AgentResult::data).blockLast();
            this.caches.awaitKept(1);
            source.stream = () -> BROKEN;
            AgentResult<Flux<String>> result = agent.result("x").block();
            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.route()).isEqualTo("cached");
            assertThat(result.data().collectList().block()).containsExactly("a", "b");
        });
    }

    @Test
    void keepsOnlyStreamsThatCameToTheirEnd() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Source source = context.getBean(Source.class);
            source.stream = () -> Flux.concat(Flux.just("a"), BROKEN);
            StepVerifier.create(agent.flux("cut")).expectNext("a").verifyError(Problem.class);
            source.stream = () -> Flux.just("a", "b", "c");
            agent.flux("cancelled").take(1).blockLast();
            source.stream = () -> Flux.range(0, StoredItems.MOST + 1).map(String::valueOf);
            agent.flux("long").blockLast();
            source.stream = () -> Flux.range(0, StoredItems.MOST).map(String::valueOf);
            agent.flux("just right").blockLast();
            this.caches.awaitKept(1);
            StoredAnswer kept =
                    (StoredAnswer) this.caches.kept().values().iterator().next();
            assertThat(((StoredItems) kept.value()).items()).hasSize(StoredItems.MOST);
        });
    }

    @Test
    void leavesAloneItemsOfAnotherType() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Source source = context.getBean(Source.class);
            source.stream = () -> Flux.just("a");
            agent.flux("x").blockLast();
            this.caches.awaitKept(1);
            source.stream = () -> BROKEN;
            for (Object foreign : List.of(
                    new StoredAnswer("a", System.currentTimeMillis()),
                    new StoredAnswer(new StoredItems(new ArrayList<>(List.of(1))), System.currentTimeMillis()))) {
                this.caches.kept().replaceAll((key, value) -> foreign);
                StepVerifier.create(agent.flux("x")).verifyError(AllFallbacksFailedException.class);
            }
        });
    }

    static final class Source {

        private volatile Supplier<Flux<String>> stream = Flux::empty;
    }

    static class Agent {

        private final Source source;

        Agent(Source source) {
            this.source = source;
        }

        @Bean
        static Source source() {
            return new Source();
        }

        @LlmCall("flux")
        @Fallback(cached = true)
        public Flux<String> flux(String question) {
            return this.source.stream.get();
        }

        @LlmCall("result")
        @Fallback(cached = true)
        public Mono<AgentResult<Flux<String>>> result(String question) {
            return Mono.just(AgentResult.success(this.source.stream.get()));
        }
    }
}
