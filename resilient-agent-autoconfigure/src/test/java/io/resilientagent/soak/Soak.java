package io.resilientagent.soak;

import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Makes calls of every shape for a while, and cancels one of eight at some time. */
final class Soak implements AutoCloseable {

    private static final int STARTERS = 4;

    private final SoakSettings settings;

    private final SoakAgent agent;

    private final Ledger ledger;

    private final Semaphore places;

    private final Pace pace;

    private final AtomicLong numbers = new AtomicLong();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final ScheduledExecutorService cancels = Executors.newScheduledThreadPool(1);

    Soak(SoakSettings settings, SoakAgent agent) {
        this.settings = settings;
        this.agent = agent;
        this.ledger = new Ledger(settings);
        this.places = new Semaphore(settings.inFlight());
        this.pace = new Pace(settings.callsPerSecond());
    }

    Ledger ledger() {
        return this.ledger;
    }

    /** Begins calls as long as it is to, and as many as may be at once; they may still run afterwards. */
    void run() throws Exception {
        warmUp();
        long end = System.nanoTime() + this.settings.length().toNanos();
        CompletableFuture<?>[] all = new CompletableFuture<?>[STARTERS + this.settings.callers()];
        for (int i = 0; i < all.length; i++) {
            boolean synchronous = i >= STARTERS;
            all[i] = CompletableFuture.runAsync(() -> begin(end, synchronous), this.threads);
        }
        CompletableFuture.allOf(all).get();
    }

    /** The first calls load classes before their time begins to run. */
    private void warmUp() {
        for (int i = 1; i <= 250; i++) {
            Random dice = dice(-i);
            Objects.requireNonNull(this.agent.future(dice)).cancel(true);
            this.agent.namedFuture(dice).cancel(true);
            subscribe(Objects.requireNonNull(this.agent.mono(dice))).dispose();
            subscribe(Objects.requireNonNull(this.agent.flux(dice))).dispose();
        }
    }

    private static Disposable subscribe(Publisher<?> publisher) {
        return Flux.from(publisher).subscribe((item) -> {}, (thrown) -> {});
    }

    private void begin(long end, boolean synchronous) {
        while (System.nanoTime() - end < 0 || this.numbers.get() < this.settings.inFlight()) {
            Random dice = dice(this.numbers.incrementAndGet());
            if (synchronous) {
                synchronous(dice);
            } else if (this.places.tryAcquire()) {
                this.pace.await();
                asynchronous(dice);
            } else {
                pause();
            }
        }
    }

    /** Of neighbouring seeds a {@link Random} makes neighbouring numbers. */
    private Random dice(long number) {
        return new Random(new SplittableRandom(this.settings.seed() * 1_000_003 + number).nextLong());
    }

    private void pause() {
        try {
            if (this.places.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                this.places.release();
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void synchronous(Random dice) {
        switch (dice.nextInt(3)) {
            case 0 -> value("value", dice, this.agent::value);
            case 1 -> value("result", dice, this.agent::result);
            default -> value("named value", dice, this.agent::namedValue);
        }
    }

    /** The thread of a caller that goes is interrupted. */
    private void value(String shape, Random dice, Consumer<Random> call) {
        boolean goes = goes(dice);
        Ledger.Entry entry = this.ledger.begin(shape);
        FutureTask<?> task = new FutureTask<>(() -> {
            try {
                call.accept(dice);
                entry.ended(null);
            } catch (Throwable ex) {
                entry.ended(ex);
            }
            return null;
        });
        if (goes) {
            cancelLater(dice, () -> task.cancel(true));
        }
        task.run();
        Thread.interrupted();
        // if it was cancelled before it began
        entry.cancelled();
    }

    private void asynchronous(Random dice) {
        switch (dice.nextInt(4)) {
            case 0 -> future("future", dice, this.agent::future);
            case 1 -> future("named future", dice, this.agent::namedFuture);
            case 2 -> publisher("mono", dice, this.agent::mono);
            default -> publisher("flux", dice, this.agent::flux);
        }
    }

    private <T> void future(String shape, Random dice, Function<Random, CompletableFuture<T>> call) {
        boolean goes = goes(dice);
        Ledger.Entry entry = this.ledger.begin(shape);
        CompletableFuture<T> answer = call.apply(dice);
        answer.whenComplete((value, thrown) -> {
            entry.ended((thrown instanceof CompletionException) ? thrown.getCause() : thrown);
            this.places.release();
        });
        if (goes) {
            cancelLater(dice, () -> answer.cancel(true));
        }
    }

    private <T> void publisher(String shape, Random dice, Function<Random, ? extends Publisher<T>> call) {
        boolean goes = goes(dice);
        Ledger.Entry entry = this.ledger.begin(shape);
        Disposable running = Flux.from(call.apply(dice))
                .doOnNext((item) -> entry.answered())
                .doOnError(entry::ended)
                .doOnComplete(() -> entry.ended(null))
                .doOnCancel(entry::cancelled)
                .doFinally((signal) -> this.places.release())
                .subscribe((item) -> {}, (thrown) -> {});
        if (goes) {
            cancelLater(dice, running::dispose);
        }
    }

    private static boolean goes(Random dice) {
        return dice.nextInt(8) == 0;
    }

    private void cancelLater(Random dice, Runnable cancel) {
        long millis = dice.nextInt((int) this.settings.deadline().toMillis());
        this.cancels.schedule(cancel, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        this.threads.shutdownNow();
        this.cancels.shutdownNow();
    }
}
