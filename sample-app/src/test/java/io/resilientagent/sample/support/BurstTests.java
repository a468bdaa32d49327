package io.resilientagent.sample.support;

import java.time.Duration;

import io.resilientagent.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SampleTest
class BurstTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Autowired
    private RestTestClient client;

    @Autowired
    private Burst burst;

    @AfterEach
    void stop() {
        this.client.delete().uri("/burst").exchange().expectStatus().isOk();
        await().atMost(PATIENCE).until(() -> isAnswered(this.burst.status()));
    }

    @Test
    void asksAsOftenAsToldAndCountsTheAnswers() {
        start(40, 1);

        await().atMost(PATIENCE).until(() -> !this.burst.status().running());
        await().atMost(PATIENCE).until(() -> isAnswered(this.burst.status()));
        BurstStatus status = this.burst.status();
        assertThat(status.asked() + status.skipped()).isEqualTo(40);
        assertThat(status.success()).isEqualTo(status.asked());
    }

    @Test
    void asksNoMoreWhenStopped() {
        start(1, 60);

        this.client
                .delete()
                .uri("/burst")
                .exchange()
                .expectBody()
                .jsonPath("$.running")
                .isEqualTo(false);

        assertThat(this.burst.status().asked()).isLessThan(60);
    }

    @Test
    void endsTheLastBurstWhenTheNextBegins() {
        start(1, 60);
        start(1, 1);

        await().atMost(PATIENCE).until(() -> !this.burst.status().running());
        assertThat(this.burst.status().asked()).isEqualTo(1);
    }

    private static boolean isAnswered(BurstStatus status) {
        return status.success() + status.degraded() + status.failed() == status.asked();
    }

    private void start(int perSecond, int seconds) {
        this.client
                .post()
                .uri("/burst")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"question\": \"Where is my parcel?\", \"perSecond\": %d, \"seconds\": %d}"
                        .formatted(perSecond, seconds))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.running")
                .isEqualTo(true);
    }
}
