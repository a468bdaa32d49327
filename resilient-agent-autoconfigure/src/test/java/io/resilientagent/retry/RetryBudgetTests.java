package io.resilientagent.retry;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTests {

    /** What happens to a budget; the time is what passes before it, in milliseconds. */
    record Event(boolean retry, long after) {}

    @Property
    void keepsTheBooksOfAPlainBucket(
            @ForAll @IntRange(min = 1, max = 20) int capacity,
            @ForAll @IntRange(max = 20) int tenthsPerSuccess,
            @ForAll @IntRange(max = 30) int refillSeconds,
            @ForAll("starts") long start,
            @ForAll("events") List<Event> events) {
        double perSuccess = tenthsPerSuccess / 10.0;
        BudgetSettings settings = new BudgetSettings(capacity, perSuccess, Duration.ofSeconds(refillSeconds));
        RetryBudget budget = new RetryBudget(settings, start);
        double model = capacity;
        long now = start;
        for (Event event : events) {
            now += Duration.ofMillis(event.after()).toNanos();
            if (refillSeconds > 0) {
                model = Math.min(capacity, model + event.after() / (refillSeconds * 1_000.0));
            }
            if (event.retry()) {
                boolean clear = Math.abs(model - 1) > 1e-6;
                boolean taken = budget.tryTake(now);
                assertThat(!clear || taken == (model > 1))
                        .as("retry with %s", model)
                        .isTrue();
                model -= taken ? 1 : 0;
            } else {
                budget.reward(now);
                model = Math.min(capacity, model + perSuccess);
            }
            assertThat(budget.tokens(now)).isBetween(0.0, (double) capacity).isCloseTo(model, Offset.offset(1e-6));
        }
    }

    @Property
    void takesNoMoreThanItsCapacityAtOnceHoweverLargeItsNumbers(
            @ForAll @IntRange(min = 1, max = 1_000) int capacity,
            @ForAll @IntRange(min = 1, max = 36_500) int refillDays) {
        RetryBudget budget = new RetryBudget(new BudgetSettings(capacity, 0, Duration.ofDays(refillDays)), 0);
        int taken = 0;
        while (taken <= capacity && budget.tryTake(0)) {
            taken++;
        }
        assertThat(taken).isBetween(1, capacity);
    }

    @Test
    void grantsTheFirstRetryOfTheLargestBudget() {
        RetryBudget budget = new RetryBudget(new BudgetSettings(1_000_000, 1_000, Duration.ofDays(365)), 0);
        assertThat(budget.tryTake(0)).isTrue();
    }

    @Test
    void isSwitchedOffByNoCapacity() {
        RetryBudget budget = new RetryBudget(new BudgetSettings(0, 0, Duration.ZERO), 0);
        for (int i = 0; i < 1_000; i++) {
            assertThat(budget.tryTake(i)).isTrue();
        }
    }

    @Test
    void givesEachTokenToOneOfManyThreads() throws InterruptedException {
        RetryBudget budget = new RetryBudget(new BudgetSettings(1_000, 0, Duration.ZERO), 0);
        AtomicInteger taken = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                await(start);
                for (int j = 0; j < 500; j++) {
                    taken.addAndGet(budget.tryTake(0) ? 1 : 0);
                }
            });
            threads[i].start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(taken).hasValue(1_000);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Provide
    Arbitrary<Long> starts() {
        return Arbitraries.of(0L, -1_000_000_000_000L, Long.MAX_VALUE - 1_000_000_000L, Long.MIN_VALUE);
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.longs().between(0, 20_000).edgeCases((edges) -> edges.includeOnly(0L)))
                .as(Event::new)
                .list()
                .ofMaxSize(60);
    }
}
