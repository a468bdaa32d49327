package io.resilientagent.autoconfigure;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.Workers;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Guarded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls of every shape end at their limits also when the application has gone, and leave no thread behind. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ShutdownInFlightTests {

    @Test
    void endsCallsOfEveryShapeAndAllThreads() {
        Set<Thread> before = threads();
        Guarded.byRealTime(Agent.class)
                .withPropertyValues(
                        "resilient-agent.calls.default.timeout=1s",
                        "resilient-agent.calls.default.idle-timeout=1s",
                        "resilient-agent.calls.default.retry.delay=1ms")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    Workers workers = context.getBean(Workers.class);
                    CompletableFuture<?>[] calls = {
                        CompletableFuture.supplyAsync(agent::value),
                        agent.future(),
                        agent.mono().toFuture(),
                        agent.silent().collectList().toFuture(),
                        agent.stalled().collectList().toFuture()
                    };
                    agent.begun().await();
                    ((ConfigurableApplicationContext) context.getSourceApplicationContext()).close();
                    for (CompletableFuture<?> call : calls) {
                        Await.until("the end of a call", call::isDone);
                        assertThat(call).isCompletedExceptionally();
                    }
                    Await.until("the end of all bodies", () -> workers.abandoned() == 0);
                });
        Await.until("the end of all threads", () -> before.containsAll(threads()));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter((thread) -> thread.getName().startsWith("resilient-agent-"))
                .collect(Collectors.toSet());
    }

    static class Agent {

        private final CountDownLatch begun = new CountDownLatch(1);

        CountDownLatch begun() {
            return this.begun;
        }

        @LlmCall("value")
        public String value() {
            this.begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
            return "never";
        }

        @LlmCall("future")
        public CompletableFuture<String> future() {
            return new CompletableFuture<>();
        }

        @LlmCall("mono")
        public Mono<String> mono() {
            return Mono.never();
        }

        @LlmCall("silent")
        public Flux<String> silent() {
            return Flux.never();
        }

        @LlmCall("stalled")
        public Flux<String> stalled() {
            return Flux.concat(Flux.just("a"), Flux.never());
        }
    }
}
