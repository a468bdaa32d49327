package io.resilientagent.autoconfigure;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.resilientagent.autoconfigure.ResilientAgentProperties.ExecutorProperties;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.ClassUtils;

/**
 * The threads on which limited attempts run, and those for what follows them: virtual ones where the JDK has them, else
 * a bounded pool each. Attempts hang, and the end of a call must not wait for a thread until they are given up on.
 */
final class WorkerThreads implements AutoCloseable {

    private static final String PREFIX = "resilient-agent-";

    private static final boolean VIRTUAL = ClassUtils.hasMethod(Thread.class, "ofVirtual");

    private final Executor executor;

    private final Executor followUps;

    WorkerThreads(ExecutorProperties properties) {
        this.executor = VIRTUAL ? virtual() : bodies(properties);
        this.followUps = VIRTUAL ? this.executor : pool(properties.maxThreads(), new LinkedBlockingQueue<>());
    }

    /** Not a bean: where there is one of this type, Spring Boot makes none for the application. */
    Executor executor() {
        return this.executor;
    }

    Executor followUps() {
        return this.followUps;
    }

    /** No attempt begins any more, and those that run are interrupted; what follows them is not. */
    @Override
    public void close() {
        if (this.followUps != this.executor && this.followUps instanceof ExecutorService pool) {
            pool.shutdown();
        }
        if (this.executor instanceof ExecutorService pool) {
            pool.shutdownNow();
        } else if (this.executor instanceof SimpleAsyncTaskExecutor virtual) {
            virtual.close();
        }
    }

    private static Executor virtual() {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(PREFIX);
        executor.setVirtualThreads(true);
        executor.setCancelRemainingTasksOnClose(true);
        return executor;
    }

    private static Executor bodies(ExecutorProperties properties) {
        return (properties.queueCapacity() > 0)
                ? pool(properties.maxThreads(), new LinkedBlockingQueue<>(properties.queueCapacity()))
                : pool(properties.maxThreads(), new SynchronousQueue<>());
    }

    private static Executor pool(int threads, BlockingQueue<Runnable> queue) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory(PREFIX);
        factory.setDaemon(true);
        int core = (queue instanceof SynchronousQueue) ? 0 : threads;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(core, threads, 30, TimeUnit.SECONDS, queue, factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
