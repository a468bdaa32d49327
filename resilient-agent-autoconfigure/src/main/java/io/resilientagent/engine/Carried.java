package io.resilientagent.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Runs tasks with what the thread that made it held then. What carries it over is the application's, and may throw. */
final class Carried implements Runnable {

    /** The task of each thread, on its way through what carries. */
    private final Map<Thread, Runnable> tasks = new ConcurrentHashMap<>();

    private final @Nullable String leftBehind;

    private @Nullable Runnable wrapped;

    private @Nullable Throwable broken;

    Carried(ContextCarrier carrier) {
        String left = null;
        try {
            this.wrapped = carrier.wrap(this);
            left = carrier.leftBehind();
        } catch (Throwable ex) {
            this.broken = ex;
        }
        this.leftBehind = left;
    }

    /** What is not carried over, or null. */
    @Nullable
    String leftBehind() {
        return this.leftBehind;
    }

    /**
     * Runs a task.
     *
     * @param lost is told, in place of the task, what was thrown before the task began
     */
    void execute(Executor executor, Runnable task, Consumer<Throwable> lost) {
        Runnable carrying = this.wrapped;
        if (carrying == null) {
            Throwable why = this.broken;
            executor.execute(() -> lost.accept((why != null) ? why : new IllegalStateException("Nothing was carried")));
            return;
        }
        executor.execute(() -> run(carrying, task, lost));
    }

    private void run(Runnable carrying, Runnable task, Consumer<Throwable> lost) {
        Throwable thrown = null;
        this.tasks.put(Thread.currentThread(), task);
        try {
            carrying.run();
        } catch (Throwable ex) {
            thrown = ex;
        }
        if (take() != null) {
            lost.accept((thrown != null) ? thrown : new IllegalStateException("A task decorator ran no task"));
        }
    }

    @Override
    public void run() {
        Runnable next = take();
        if (next != null) {
            next.run();
        }
    }

    private @Nullable Runnable take() {
        return this.tasks.remove(Thread.currentThread());
    }
}
