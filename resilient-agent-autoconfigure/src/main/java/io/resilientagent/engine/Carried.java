package io.resilientagent.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks with what the thread that made it held then. */
final class Carried implements Runnable {

    private final Runnable wrapped;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    Carried(ContextCarrier carrier) {
        this.wrapped = carrier.wrap(this);
    }

    void execute(Executor executor, Runnable task) {
        this.tasks.add(task);
        try {
            executor.execute(this.wrapped);
        } catch (RejectedExecutionException ex) {
            this.tasks.remove(task);
            throw ex;
        }
    }

    @Override
    public void run() {
        Runnable next = this.tasks.poll();
        if (next != null) {
            next.run();
        }
    }
}
