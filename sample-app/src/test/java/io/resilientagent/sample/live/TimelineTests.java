package io.resilientagent.sample.live;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.FailureClassification;
import io.resilientagent.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class TimelineTests {

    private static final String PREMIUM = "anthropic/claude-sonnet-4-5";

    private Instant now = Instant.ofEpochSecond(1_000);

    private final Timeline timeline = new Timeline(() -> this.now);

    @Autowired
    private CallCatalog catalog;

    @Autowired
    private FailureClassification classification;

    @Test
    void countsBySecondTargetAndOutcome() {
        succeed();
        succeed();
        fail();
        pass(1);
        fail();

        assertThat(this.timeline.last(Timeline.SECONDS))
                .containsExactly(
                        new Timeline.Second(1_000, Map.of(PREMIUM, Map.of("OK", 2, "NETWORK", 1))),
                        new Timeline.Second(1_001, Map.of(PREMIUM, Map.of("NETWORK", 1))));
    }

    @Test
    void tellsOnlyTheSecondsAskedFor() {
        succeed();
        pass(5);
        succeed();

        assertThat(seconds(5)).containsExactly(1_005L);
        assertThat(seconds(6)).containsExactly(1_000L, 1_005L);
    }

    @Test
    void forgetsWhatIsOlderThanAMinute() {
        for (int i = 0; i < 1_000; i++) {
            succeed();
            pass(1);
        }

        assertThat(seconds(Integer.MAX_VALUE)).hasSizeLessThanOrEqualTo(Timeline.SECONDS);
    }

    private List<Long> seconds(int number) {
        return this.timeline.last(number).stream().map(Timeline.Second::second).toList();
    }

    private void pass(int seconds) {
        this.now = this.now.plus(Duration.ofSeconds(seconds));
    }

    private void succeed() {
        this.timeline.attemptEnded(plan(), target(), null, 1);
    }

    private void fail() {
        this.timeline.attemptEnded(
                plan(), target(), this.classification.classify(new ConnectException("Connection refused")), 1);
    }

    private TargetRoute target() {
        return plan().targets().get(0);
    }

    private CallPlan plan() {
        return this.catalog.plans().stream()
                .filter((plan) -> plan.name().equals("support"))
                .findFirst()
                .orElseThrow();
    }
}
