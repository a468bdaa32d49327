package io.resilientagent.springai;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.resilientagent.AgentResult;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.springai.Outage.Cached;
import io.resilientagent.springai.OutageStage.OutageAnswer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.resilientagent.springai.OutageRules.CHEAPER;
import static org.assertj.core.api.Assertions.assertThat;

/** Every way in which two providers and the cache can be broken, over real HTTP, and what an agent with a tool answers. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OutageMatrixTests {

    private static final Path PAGE = Path.of("..", "docs", "routes.md");

    private static final Map<Outage, OutageAnswer> PLAYED = new LinkedHashMap<>();

    private static int kept;

    @BeforeAll
    static void play() {
        new OutageStage().run((stage) -> {
            openAndCloseTheCircuitsOfAnotherTenant(stage);
            Outage.all()
                    .forEach((outage) -> PLAYED.put(outage, stage.play(outage, "Cancel order 17, " + PLAYED.size())));
            kept = stage.caches.kept().size();
        });
    }

    private static void openAndCloseTheCircuitsOfAnotherTenant(OutageStage stage) {
        Outage down =
                new Outage(Outage.Begin.FROM_THE_START, ProviderState.WRONG_KEY, ProviderState.NO_QUOTA, Cached.MISS);
        stage.ask("globex", "Cancel order 17", down);
        CircuitRegistry circuits = stage.bean(CircuitRegistry.class);
        for (String name : new String[] {"anthropic@globex", "openai@globex"}) {
            assertThat(circuits.find(name)
                            .orElseThrow()
                            .snapshot(stage.time.nanos())
                            .state())
                    .isEqualTo(CircuitState.OPEN);
        }
        stage.heal();
    }

    @Test
    void everyCellIsWhatTheRulesSay() {
        SoftAssertions softly = new SoftAssertions();
        PLAYED.forEach((outage, answer) ->
                softly.assertThat(answer.result()).as(outage.toString()).isEqualTo(OutageRules.expected(outage)));
        softly.assertAll();
        assertThat(PLAYED).hasSize(2 * 8 * 8 * 3);
    }

    @Test
    void toolNeverRunsTwiceAndTheCallerAlwaysHasAnAnswerInTime() {
        assertThat(PLAYED.values()).allSatisfy((answer) -> {
            assertThat(answer.result().tools()).isLessThanOrEqualTo(1);
            assertThat(answer.result().seconds()).isLessThanOrEqualTo(180);
            assertThat(answer.result().status()).isNotEqualTo(Status.FAILED);
            assertThat(answer.result().other()).isEmpty();
            assertThat(answer.text())
                    .isEqualTo(
                            answer.result().route().equals("text")
                                    ? "We are busy, please try again in a minute."
                                    : "Done.");
        });
    }

    @Test
    void brokenCacheIsLikeAnEmptyOne() {
        PLAYED.forEach((outage, answer) -> {
            if (outage.cache() == Cached.BROKEN) {
                assertThat(answer.result())
                        .as(outage.toString())
                        .isEqualTo(PLAYED.get(outage.with(Cached.MISS)).result());
            }
        });
    }

    @Test
    void noteSaysWhoAnswersAndWhatFailed() {
        SoftAssertions softly = new SoftAssertions();
        PLAYED.forEach((outage, answer) ->
                softly.assertThat(answer.note()).as(outage.toString()).matches((note) -> saysWhy(outage, answer)));
        softly.assertAll();
    }

    private static boolean saysWhy(Outage outage, OutageAnswer answer) {
        OutageResult result = answer.result();
        String note = answer.note();
        if (result.status() == Status.SUCCESS) {
            return note == null;
        }
        if (result.model().equals(CHEAPER)) {
            return note.startsWith("Using " + CHEAPER + ": " + whyNotPremium(outage, result));
        }
        boolean filtered = outage.premium() == ProviderState.FILTERED;
        FailureKind last = filtered ? outage.premium().kind() : outage.cheaper().kind();
        String who = result.route().equals("text") ? "fixed text" : "cached response from 3 minutes ago";
        String cache =
                switch (outage.cache()) {
                    case HIT -> "";
                    case MISS -> "; cached: no cached answer";
                    case BROKEN -> "; cached: the cache failed";
                };
        return note.startsWith("Using " + who + ": support-agent: " + last) && note.endsWith(cache);
    }

    /** Where both requests meet the outage and the first has opened the circuit, the second is not sent at all. */
    private static String whyNotPremium(Outage outage, OutageResult result) {
        boolean skipped = outage.begin() == Outage.Begin.FROM_THE_START
                && EnumSet.of(ProviderState.WRONG_KEY, ProviderState.NO_QUOTA, ProviderState.MODEL_GONE)
                        .contains(outage.premium());
        return skipped
                ? "circuit '" + result.open().get(0) + "' is open"
                : OutageRules.PREMIUM + ": " + outage.premium().kind();
    }

    @Test
    void onlyAnswersOfThePremiumModelAreKept() {
        long warm = PLAYED.keySet().stream()
                .filter((outage) -> outage.cache() == Cached.HIT)
                .count();
        long good = PLAYED.entrySet().stream()
                .filter((played) -> played.getKey().cache() == Cached.MISS
                        && played.getValue().result().status() == Status.SUCCESS)
                .count();
        assertThat(kept).isEqualTo((int) (warm + good));
    }

    /** The tool was called by the cheaper model; that the premium one is back then makes no full answer of it. */
    @Test
    void answerWithOneDegradedRequestIsDegradedAndNotKept() {
        new OutageStage().run((stage) -> {
            for (int i = 0; i < 3; i++) {
                stage.providers.anthropic.fails(529, Anthropic.OVERLOADED);
            }
            AgentResult<String> result = stage.ask("acme", "Cancel order 17", OutageStage.well());
            assertThat(result.data()).isEqualTo("Done.");
            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.route()).isEqualTo("support-agent");
            assertThat(result.note()).startsWith("Using " + CHEAPER + ": " + OutageRules.PREMIUM + ": OVERLOADED 529");
            assertThat(stage.providers.anthropic.requests()).hasSize(4);
            assertThat(stage.ask("acme", "Cancel order 18", OutageStage.well()).status())
                    .isEqualTo(Status.SUCCESS);
            stage.caches.awaitKept(1);
        });
    }

    @Test
    void pageShowsTheMatrix() throws IOException {
        String page = Files.readString(PAGE);
        String current = OutageDoc.into(page, PLAYED);
        if (Boolean.getBoolean("resilient-agent.docs.write")) {
            Files.writeString(PAGE, current);
        }
        assertThat(PAGE).hasContent(current);
    }
}
