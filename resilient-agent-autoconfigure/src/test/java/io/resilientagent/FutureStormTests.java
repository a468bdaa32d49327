package io.resilientagent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.Workers;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A future that is completed, cancelled and timed out at the same moment has one end, and gives back what it took. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FutureStormTests {

    private static final int ROUNDS = 500;

    private final ManualTime time = new ManualTime();

    private final CyclicBarrier barrier = new CyclicBarrier(3);

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @Test
    void hasOneEnd() {
        Guarded.by(this.time, FutureAgent.class)
                .withPropertyValues(
                        "resilient-agent.calls.answer.retry.max-attempts=2",
                        "resilient-agent.calls.answer.retry.delay=0",
                        "resilient-agent.calls.answer.max-concurrent-calls=1",
                        "resilient-agent.circuits.own.failure-threshold=0",
                        "resilient-agent.circuits.own.failure-rate-threshold=100")
                .run((context) -> {
                    FutureAgent agent = context.getBean(FutureAgent.class);
                    for (int round = 0; round < ROUNDS; round++) {
                        storm(agent, round);
                        Await.until("the place of the attempt", () -> hasRoom(agent));
                        Await.until("the end of all timers", () -> this.time.tasks() == 0);
                    }
                    assertThat(context.getBean(Workers.class).abandoned()).isZero();
                    assertThat(context.getBean(CircuitRegistry.class)
                                    .find("own")
                                    .orElseThrow()
                                    .snapshot(this.time.nanos())
                                    .lateCalls())
                            .isZero();
                });
    }

    @AfterEach
    void stop() {
        this.threads.shutdownNow();
    }

    private void storm(FutureAgent agent, int round) throws Exception {
        CompletableFuture<String> inner = new CompletableFuture<>();
        agent.next(() -> inner);
        CompletableFuture<String> answer = agent.answer();
        Runnable end = (round % 2 == 0)
                ? () -> inner.completeExceptionally(Problem.of(FailureKind.OVERLOADED))
                : () -> inner.complete("answer");
        List<Future<?>> all = List.of(
                begin(end), begin(() -> answer.cancel(true)), begin(() -> this.time.advance(Duration.ofSeconds(30))));
        for (Future<?> one : all) {
            one.get();
        }
        Await.until("the end of the call", answer::isDone);
    }

    private Future<?> begin(Runnable task) {
        return this.threads.submit(() -> {
            this.barrier.await();
            task.run();
            return null;
        });
    }

    private static boolean hasRoom(FutureAgent agent) {
        try {
            return agent.answer().handle((value, thrown) -> thrown == null).join();
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }
}
