package io.resilientagent.cache;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.util.CustomizableThreadCreator;

/** The few threads that may hang in a cache, and no others. They begin when there is something to do. */
public final class CacheThreads implements AutoCloseable {

    private static final int QUEUE = 1_000;

    private final ThreadPoolExecutor lookUps = pool("resilient-agent-cache-find-", 16);

    private final ThreadPoolExecutor stores = pool("resilient-agent-cache-store-", 2);

    /** For look-ups. Not a bean: where there is one of this type, Spring Boot makes none for the application. */
    public Executor lookUps() {
        return this.lookUps;
    }

    /** For storing, so that look-ups do not wait for it. */
    public Executor stores() {
        return this.stores;
    }

    @Override
    public void close() {
        this.lookUps.shutdownNow();
        this.stores.shutdownNow();
    }

    private static ThreadPoolExecutor pool(String prefix, int threads) {
        CustomizableThreadCreator creator = new CustomizableThreadCreator(prefix);
        creator.setDaemon(true);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), creator::createThread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
