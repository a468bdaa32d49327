package io.resilientagent.soak;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.resilientagent.CallContext;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Problem;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A provider that does what its caller's dice say. */
final class Faults implements AutoCloseable {

    private static final FailureKind[] KINDS = {
        FailureKind.OVERLOADED,
        FailureKind.SERVER_ERROR,
        FailureKind.NETWORK,
        FailureKind.RATE_LIMITED,
        FailureKind.INVALID_REQUEST,
        FailureKind.UNKNOWN
    };

    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);

    private final long timeoutMillis;

    private final int hangPercent;

    Faults(SoakSettings settings) {
        this.timeoutMillis = settings.timeout().toMillis();
        this.hangPercent = settings.hangPercent();
    }

    /** A body that answers when it is done. */
    String value(Random dice) {
        switch (dice.nextInt(10)) {
            case 0, 1, 2 -> pause(dice);
            case 3 -> hang();
            case 4 -> stubborn(dice);
            case 5, 6 -> throw problem(dice);
            case 7 -> {
                pause(dice);
                throw problem(dice);
            }
            default -> {
                return "answer";
            }
        }
        return "answer";
    }

    /** A body that answers later, if at all. */
    @Nullable
    CompletableFuture<String> future(Random dice) {
        if (dice.nextInt(100) < this.hangPercent) {
            return new CompletableFuture<>();
        }
        return switch (dice.nextInt(12)) {
            case 0 -> throw problem(dice);
            case 1 -> CompletableFuture.failedFuture(problem(dice));
            case 2 -> null;
            case 3, 4, 5 -> later(dice, null);
            case 6, 7 -> later(dice, problem(dice));
            case 8 -> {
                // The first try is on its caller's thread, which nobody can release.
                if (CallContext.current().attempt() > 1) {
                    stubborn(dice);
                }
                yield new CompletableFuture<>();
            }
            case 9 -> CompletableFuture.completedFuture("answer");
            default -> new CompletableFuture<>();
        };
    }

    @Nullable
    Mono<String> mono(Random dice) {
        CompletableFuture<String> answer = future(dice);
        return (answer != null) ? Mono.fromFuture(answer) : null;
    }

    @Nullable
    Flux<String> flux(Random dice) {
        CompletableFuture<String> answer = future(dice);
        if (answer == null) {
            return null;
        }
        Flux<String> rest =
                switch (dice.nextInt(5)) {
                    case 0 -> Flux.never();
                    case 1 -> Flux.error(problem(dice));
                    default -> Flux.just("", "more");
                };
        Flux<String> stream = Mono.fromFuture(answer).flatMapMany((text) -> Flux.concat(Flux.just("", text), rest));
        return (dice.nextInt(10) == 0) ? Flux.just("", "") : stream;
    }

    private CompletableFuture<String> later(Random dice, @Nullable Throwable thrown) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        long millis = dice.nextInt((int) (this.timeoutMillis * 3 / 2));
        Runnable end = (thrown != null) ? () -> answer.completeExceptionally(thrown) : () -> answer.complete("answer");
        this.later.schedule(end, millis, TimeUnit.MILLISECONDS);
        return answer;
    }

    private static Problem problem(Random dice) {
        return Problem.of(KINDS[dice.nextInt(KINDS.length)]);
    }

    private void pause(Random dice) {
        await(new CountDownLatch(1), dice.nextInt((int) (this.timeoutMillis * 3 / 2)));
    }

    private static void hang() {
        await(new CountDownLatch(1), TimeUnit.DAYS.toMillis(1));
    }

    /** Works on for a while, whoever interrupts it. */
    private void stubborn(Random dice) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(this.timeoutMillis + dice.nextInt(300));
        CountDownLatch never = new CountDownLatch(1);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            try {
                never.await(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException ex) {
                // ignored on purpose
            }
        }
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", ex);
        }
    }

    @Override
    public void close() {
        this.later.shutdownNow();
    }
}
