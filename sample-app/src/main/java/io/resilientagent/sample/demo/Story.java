package io.resilientagent.sample.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** An outage from its beginning to its end. */
final class Story {

    private static final String SUCCESS = "SUCCESS";

    private static final String DEGRADED = "DEGRADED";

    private static final String ANTHROPIC = "anthropic";

    private static final String OPENAI = "openai";

    private static final String PREMIUM = "anthropic/claude-sonnet-4-5";

    private static final String CHEAPER = "openai/gpt-4o-mini";

    private static final int MOST_QUESTIONS = 4;

    private Story() {}

    static List<Step> steps() {
        return List.of(
                new Step("All is well", "nothing", Story::allIsWell),
                new Step("The premium model is overloaded", "anthropic answers 529", Story::overloaded),
                new Step("Its circuit is open", "anthropic answers 529, but nobody asks it", Story::circuitOpen),
                new Step("The premium model is back", "nothing", Story::back),
                new Step("Rate limited for a second", "anthropic answers 429 once, Retry-After: 1", Story::rateLimited),
                new Step("The premium model hangs", "anthropic takes requests and never answers", Story::hang),
                new Step("The key is wrong", "anthropic answers 401", Story::wrongKey),
                new Step("Both providers are down", "anthropic answers 401, openai 503", Story::bothDown),
                new Step("Healed", "nothing", Story::healed));
    }

    private static void allIsWell(Stage stage) throws IOException, InterruptedException {
        stage.warmUp();
        stage.ask().status(SUCCESS).route(PREMIUM).tries(1).withoutNote().allCircuitsClosed();
    }

    private static void overloaded(Stage stage) throws IOException, InterruptedException {
        stage.breakProvider(ANTHROPIC, "{\"fault\": \"overloaded\"}");
        Asked asked = stage.ask().tries(4);
        for (int i = 1; i < MOST_QUESTIONS && !asked.circuits().anyOpen(); i++) {
            asked = stage.ask();
        }
        asked.status(DEGRADED).route(CHEAPER).reason("OVERLOADED").withNote().circuit(PREMIUM, "OPEN");
    }

    private static void circuitOpen(Stage stage) throws IOException, InterruptedException {
        long before = stage.requests(ANTHROPIC);
        stage.ask().status(DEGRADED).route(CHEAPER).tries(1).withNote().circuit(PREMIUM, "OPEN");
        long reached = stage.requests(ANTHROPIC) - before;
        if (reached != 0) {
            throw new UnexpectedOutcomeException("expected no request at anthropic but there were " + reached);
        }
    }

    private static void back(Stage stage) throws IOException, InterruptedException {
        stage.heal(ANTHROPIC);
        awaitEndOfOpenTime(stage);
        stage.ask().status(SUCCESS).route(PREMIUM).tries(1).withoutNote().allCircuitsClosed();
    }

    private static void rateLimited(Stage stage) throws IOException, InterruptedException {
        stage.breakProvider(ANTHROPIC, "{\"fault\": \"rate-limited\", \"times\": 1, \"retryAfter\": \"1s\"}");
        stage.ask()
                .status(SUCCESS)
                .route(PREMIUM)
                .tries(2)
                .notBefore(Duration.ofSeconds(1))
                .allCircuitsClosed();
    }

    private static void hang(Stage stage) throws IOException, InterruptedException {
        stage.breakProvider(ANTHROPIC, "{\"fault\": \"hang\"}");
        stage.ask().status(DEGRADED).route(CHEAPER).reason("TIMEOUT").withNote().within(Duration.ofSeconds(15));
        stage.heal(ANTHROPIC);
    }

    private static void wrongKey(Stage stage) throws IOException, InterruptedException {
        stage.breakProvider(ANTHROPIC, "{\"fault\": \"wrong-key\"}");
        stage.ask()
                .status(DEGRADED)
                .route(CHEAPER)
                .reason("AUTHENTICATION")
                .tries(2)
                .circuit(ANTHROPIC, "OPEN");
    }

    private static void bothDown(Stage stage) throws IOException, InterruptedException {
        stage.breakProvider(OPENAI, "{\"fault\": \"overloaded\"}");
        stage.ask().status(DEGRADED).route("text").withNote();
    }

    private static void healed(Stage stage) throws IOException, InterruptedException {
        stage.heal(ANTHROPIC);
        stage.heal(OPENAI);
        awaitEndOfOpenTime(stage);
        stage.ask().status(SUCCESS).route(PREMIUM).tries(1).withoutNote().allCircuitsClosed();
    }

    private static void awaitEndOfOpenTime(Stage stage) throws IOException, InterruptedException {
        stage.await("a circuit stayed open", (circuits) -> !circuits.anyOpen());
    }
}
