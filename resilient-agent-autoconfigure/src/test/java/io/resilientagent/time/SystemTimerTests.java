package io.resilientagent.time;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.resilientagent.testing.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SystemTimerTests {

    private final SystemTimer timer = new SystemTimer();

    @AfterEach
    void close() {
        this.timer.close();
    }

    @Test
    void neverRunsEarly() throws InterruptedException {
        AtomicLong ranAt = new AtomicLong();
        CountDownLatch ran = new CountDownLatch(1);
        long start = System.nanoTime();
        this.timer.after(TimeUnit.MILLISECONDS.toNanos(25), () -> {
            ranAt.set(System.nanoTime());
            ran.countDown();
        });
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ranAt.get() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(25));
    }

    @Test
    void goesOnAfterATaskThatThrows() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        this.timer.after(0, () -> {
            throw new IllegalStateException("a task");
        });
        this.timer.after(TimeUnit.MILLISECONDS.toNanos(20), ran::countDown);
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runsNothingThatWasCancelled() throws InterruptedException {
        AtomicInteger cancelled = new AtomicInteger();
        CountDownLatch later = new CountDownLatch(1);
        Timer.Timeout timeout = this.timer.after(TimeUnit.HOURS.toNanos(1), cancelled::incrementAndGet);
        timeout.cancel();
        this.timer.after(TimeUnit.MILLISECONDS.toNanos(20), later::countDown);
        assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
        this.timer.close();
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void wakesUpAfterItHadNothingToDo() throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        this.timer.after(0, () -> thread.set(Thread.currentThread()));
        Await.until("an idle thread", () -> thread.get() != null && thread.get().getState() == Thread.State.WAITING);
        CountDownLatch second = new CountDownLatch(1);
        this.timer.after(0, second::countDown);
        assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runsWhatItHasAndThenAtOnceWhatComesAfterItsEnd() throws InterruptedException {
        CountDownLatch before = new CountDownLatch(1);
        this.timer.after(TimeUnit.MILLISECONDS.toNanos(50), before::countDown);
        this.timer.close();
        AtomicInteger after = new AtomicInteger();
        this.timer.after(TimeUnit.HOURS.toNanos(1), after::incrementAndGet);
        assertThat(after).hasValue(1);
        assertThat(before.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
