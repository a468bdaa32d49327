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

/** The threads on which limited attempts run: virtual ones where the JDK has them, else a bounded pool. */
final class WorkerThreads implements AutoCloseable {

    private static final String PREFIX = "resilient-agent-";

    private static final boolean VIRTUAL = ClassUtils.hasMethod(Thread.class, "ofVirtual");

    private final Executor executor;

    WorkerThreads(ExecutorProperties properties) {
        this.executor = VIRTUAL ? virtual() : pool(properties);
    }

    /** Not a bean: where there is one of this type, Spring Boot makes none for the application. */
    Executor executor() {
        return this.executor;
    }

    /** No attempt begins any more, and those that run are interrupted. */
    @Override
    public void close() {
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

    private static Executor pool(ExecutorProperties properties) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory(PREFIX);
        factory.setDaemon(true);
        boolean queues = properties.queueCapacity() > 0;
        BlockingQueue<Runnable> queue =
                queues ? new LinkedBlockingQueue<>(properties.queueCapacity()) : new SynchronousQueue<>();
        int core = queues ? properties.maxThreads() : 0;
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(core, properties.maxThreads(), 30, TimeUnit.SECONDS, queue, factory);
        if (queues) {
            pool.allowCoreThreadTimeOut(true);
        }
        return pool;
    }
}
