package io.resilientagent.sample.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ListenerTests {

    private final CountDownLatch writing = new CountDownLatch(1);

    private final CountDownLatch open = new CountDownLatch(1);

    private final CountDownLatch gone = new CountDownLatch(1);

    private final CountDownLatch closed = new CountDownLatch(1);

    private final BlockingQueue<String> written = new LinkedBlockingQueue<>();

    private final Listener listener = new Listener(new SlowSink(), this.gone::countDown);

    @AfterEach
    void end() {
        this.listener.end();
    }

    /** Takes nothing until it is opened. */
    private class SlowSink implements Listener.Sink {

        @Override
        public void write(String snapshot) throws IOException {
            ListenerTests.this.writing.countDown();
            try {
                ListenerTests.this.open.await();
            } catch (InterruptedException ex) {
                throw new IOException(ex);
            }
            if (snapshot.equals("broken")) {
                throw new IOException("Broken pipe");
            }
            ListenerTests.this.written.add(snapshot);
        }

        @Override
        public void close() {
            ListenerTests.this.closed.countDown();
        }
    }

    @Test
    void dropsTheOldestOfWhatASlowBrowserDoesNotTake() throws InterruptedException {
        this.listener.start();
        this.listener.offer("first");
        this.writing.await();
        for (int i = 1; i <= 100; i++) {
            this.listener.offer("number " + i);
        }
        this.open.countDown();

        assertThat(take(5)).containsExactly("first", "number 97", "number 98", "number 99", "number 100");
    }

    @Test
    void saysWhenTheBrowserIsGone() throws InterruptedException {
        this.open.countDown();
        this.listener.start();
        this.listener.offer("broken");

        this.gone.await();
        this.closed.await();
        assertThat(this.written).isEmpty();
    }

    @Test
    void endsAlsoWhileItWrites() throws InterruptedException {
        this.listener.start();
        this.listener.offer("first");
        this.writing.await();

        this.listener.end();

        this.gone.await();
        this.closed.await();
        assertThat(this.written).isEmpty();
    }

    private List<String> take(int number) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            taken.add(this.written.poll(50, TimeUnit.SECONDS));
        }
        return taken;
    }
}
