package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.resilientagent.engine.EventPublisher;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Publishes events of the engine as Spring's, in order, by one thread: what listeners do never holds up a call. */
final class EventDelivery implements EventPublisher, AutoCloseable {

    static final int CAPACITY = 1_000;

    private static final Log logger = LogFactory.getLog("io.resilientagent.events");

    private static final Duration LAST_EVENTS = Duration.ofSeconds(1);

    private final ApplicationEventPublisher publisher;

    private final ThreadPoolExecutor executor;

    private final AtomicLong lost = new AtomicLong();

    private final Set<Class<?>> failed = ConcurrentHashMap.newKeySet();

    EventDelivery(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
        CustomizableThreadFactory threads = new CustomizableThreadFactory("resilient-agent-events-");
        threads.setDaemon(true);
        this.executor = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(CAPACITY), threads, (task, pool) -> lose(pool));
        this.executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void publish(Object event) {
        // Made here, so that its timestamp is the time when it happened.
        PayloadApplicationEvent<Object> stamped = new PayloadApplicationEvent<>(this.publisher, event);
        this.executor.execute(() -> deliver(stamped));
    }

    private void deliver(PayloadApplicationEvent<Object> event) {
        try {
            this.publisher.publishEvent(event);
        } catch (Throwable ex) {
            warn(event.getPayload().getClass(), ex);
        }
        if (this.executor.getQueue().isEmpty()) {
            long number = this.lost.getAndSet(0);
            if (number > 0) {
                logger.warn("Events are delivered again; " + number + " were lost");
            }
        }
    }

    private void lose(ThreadPoolExecutor pool) {
        if (!pool.isShutdown() && this.lost.getAndIncrement() == 0) {
            logger.warn("Events are lost: " + CAPACITY + " wait, as a listener is slow or hangs. Calls go on");
        }
    }

    private void warn(Class<?> event, Throwable ex) {
        String message = "Event listener of " + event.getSimpleName() + " failed";
        if (this.failed.add(event)) {
            logger.warn(message + "; calls go on, later failures are logged at DEBUG", ex);
        } else {
            logger.debug(message + " again", ex);
        }
    }

    /** Waits a moment for what was published last. */
    @Override
    public void close() {
        this.executor.shutdown();
        try {
            if (this.executor.awaitTermination(LAST_EVENTS.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        this.executor.shutdownNow();
    }
}
