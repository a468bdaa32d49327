package io.resilientagent.sample.support;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Asks the agent many times, evenly spread over some seconds. There is one burst at a time: the next ends the last. */
@Component
public class Burst implements DisposableBean {

    /** Who hangs with all of these must not pile up more. */
    private static final int MOST_AT_ONCE = 64;

    private final SupportAgent agent;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MOST_AT_ONCE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Burst::daemon);

    private volatile BurstCounters counters = new BurstCounters();

    Burst(SupportAgent agent) {
        this.agent = agent;
        this.counters.end();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "burst");
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to ask; returns at once. */
    synchronized BurstStatus start(String question, int perSecond, int seconds) {
        this.counters.end();
        BurstCounters current = new BurstCounters();
        this.counters = current;
        BurstStatus begun = current.status();
        daemon(() -> beat(current, question, perSecond, perSecond * seconds)).start();
        return begun;
    }

    /** Asks no more; what was asked is still answered. */
    BurstStatus stop() {
        this.counters.end();
        return this.counters.status();
    }

    /** How far the last burst has come. */
    public BurstStatus status() {
        return this.counters.status();
    }

    private void beat(BurstCounters current, String question, int perSecond, int questions) {
        long begin = System.nanoTime();
        try {
            for (int i = 0; i < questions && current.isRunning(); i++) {
                long due = begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                ask(current, question);
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } finally {
            current.end();
        }
    }

    private void ask(BurstCounters current, String question) {
        try {
            this.threads.execute(() -> current.ended(this.agent.answer(question).status()));
            current.asked();
        } catch (RejectedExecutionException ex) {
            current.skipped();
        }
    }

    @Override
    public void destroy() {
        this.counters.end();
        this.threads.shutdownNow();
    }
}
