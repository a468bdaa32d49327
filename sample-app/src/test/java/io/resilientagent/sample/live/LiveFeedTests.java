package io.resilientagent.sample.live;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import io.resilientagent.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
@Timeout(60)
class LiveFeedTests {

    @Autowired
    private Snapshots snapshots;

    private final Page page = new Page();

    private LiveFeed feed;

    /** A browser that takes all it is told. */
    private static class Page implements Listener.Sink {

        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void write(String snapshot) {
            this.told.add(snapshot);
        }

        @Override
        public void close() {
            this.closed.countDown();
        }
    }

    @BeforeEach
    void start() {
        this.feed = new LiveFeed(this.snapshots);
        this.feed.start();
    }

    @AfterEach
    void stop() {
        this.feed.stop();
    }

    @Test
    void tellsAtOnceAndAgainAndAgain() throws InterruptedException {
        assertThat(this.feed.listen(this.page)).isTrue();

        for (int i = 0; i < 3; i++) {
            assertThat(this.page.told.take()).contains("\"callCount\":");
        }
    }

    @Test
    void letsItsListenersGoWhenItStops() throws InterruptedException {
        this.feed.listen(this.page);

        this.feed.stop();

        this.page.closed.await();
        assertThat(this.feed.listen(new Page())).isFalse();
    }

    @Test
    void startsAgain() throws InterruptedException {
        this.feed.stop();
        this.feed.start();

        assertThat(this.feed.listen(this.page)).isTrue();
        assertThat(this.page.told.take()).isNotEqualTo(this.page.told.take()).isNotEmpty();
    }

    @Test
    void stopsBeforeTheServerWaitsForItsRequests() {
        assertThat(this.feed.getPhase()).isGreaterThan(WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE);
    }
}
