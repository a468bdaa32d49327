package io.resilientagent.benchmarks.call;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.ClassUtils;

/** A hand-over to an executor like that of this library, and a wait for the answer with a limit: nothing else. */
final class BareHandOver implements Contender {

    private final Executor executor = ClassUtils.hasMethod(Thread.class, "ofVirtual") ? virtual() : pool();

    @Override
    public Object call(Work work) throws Exception {
        FutureTask<String> task = new FutureTask<>(work::answer);
        this.executor.execute(task);
        return task.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (this.executor instanceof ExecutorService pool) {
            pool.shutdownNow();
        } else {
            ((SimpleAsyncTaskExecutor) this.executor).close();
        }
    }

    private static Executor virtual() {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("bare-");
        executor.setVirtualThreads(true);
        executor.setCancelRemainingTasksOnClose(true);
        return executor;
    }

    private static Executor pool() {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("bare-");
        factory.setDaemon(true);
        return new ThreadPoolExecutor(0, 200, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }
}
