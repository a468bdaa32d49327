package io.resilientagent.sample.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Tells all listeners a few times a second how things are. While nobody listens it does nothing. */
class LiveFeed implements SmartLifecycle {

    static final int MOST_LISTENERS = 16;

    private static final Log logger = LogFactory.getLog(LiveFeed.class);

    private static final long PERIOD_MILLIS = 300;

    /** More than a browser that reads at all can miss. */
    private static final int SECONDS = 5;

    private final Snapshots snapshots;

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    private final Semaphore places = new Semaphore(MOST_LISTENERS);

    private @Nullable ScheduledExecutorService ticks;

    private volatile boolean running;

    LiveFeed(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "live-feed");
        thread.setDaemon(true);
        return thread;
    }

    /** Adds a listener, which is told of the last minute first; false if there are too many, or the end is near. */
    boolean listen(Listener.Sink sink) {
        if (!this.running || !this.places.tryAcquire()) {
            return false;
        }
        Listener[] self = new Listener[1];
        Listener listener = new Listener(sink, () -> {
            this.listeners.remove(self[0]);
            this.places.release();
        });
        self[0] = listener;
        listener.offer(this.snapshots.take(Timeline.SECONDS));
        this.listeners.add(listener);
        listener.start();
        if (!this.running) {
            listener.end();
        }
        return true;
    }

    int listeners() {
        return this.listeners.size();
    }

    private void tick() {
        if (this.listeners.isEmpty()) {
            return;
        }
        try {
            String snapshot = this.snapshots.take(SECONDS);
            this.listeners.forEach((listener) -> listener.offer(snapshot));
        } catch (RuntimeException ex) {
            logger.warn("No snapshot for the control room", ex);
        }
    }

    @Override
    public synchronized void start() {
        this.running = true;
        this.ticks = Executors.newSingleThreadScheduledExecutor(LiveFeed::daemon);
        this.ticks.scheduleWithFixedDelay(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Before the web server waits for its requests to end: these never would. */
    @Override
    public synchronized void stop() {
        this.running = false;
        if (this.ticks != null) {
            this.ticks.shutdownNow();
        }
        this.listeners.forEach(Listener::end);
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }
}
