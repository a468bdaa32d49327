package io.resilientagent.sample.live;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One browser. What it is too slow to take is dropped, the oldest first; its thread is the only one that waits. */
class Listener {

    static final int QUEUE = 4;

    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(QUEUE);

    private final Sink sink;

    private final Thread thread;

    private final Runnable gone;

    /**
     * Creates a listener.
     *
     * @param sink where to write
     * @param gone run once when it listens no more
     */
    Listener(Sink sink, Runnable gone) {
        this.sink = sink;
        this.gone = gone;
        this.thread = new Thread(this::run, "live-listener");
        this.thread.setDaemon(true);
    }

    /** Where snapshots go. */
    interface Sink {

        /** Writes one, and waits until that is done. */
        void write(String snapshot) throws IOException;

        /** No more come. */
        void close();
    }

    void start() {
        this.thread.start();
    }

    /** Never waits. */
    void offer(String snapshot) {
        while (!this.waiting.offer(snapshot)) {
            this.waiting.poll();
        }
    }

    /** Ends it, also while it writes. */
    void end() {
        this.thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                this.sink.write(this.waiting.take());
            }
        } catch (IOException | IllegalStateException ex) {
            // the browser is gone
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } finally {
            this.gone.run();
            this.sink.close();
        }
    }
}
