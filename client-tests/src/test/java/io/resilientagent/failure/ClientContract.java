package io.resilientagent.failure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Every failure that a client can meet must get its kind, and its delay where the client lets it through. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientContract {

    private final FailureClassification classification = FailureClassification.builtIn(InstantSource.system());

    /** Asks the model; what the client throws is the test. */
    abstract void ask(String url, boolean stream, Duration timeout) throws Exception;

    /** Whether this client can meet this failure. */
    abstract boolean meets(CorpusCase answer);

    /** Failures whose evidence this client destroys, with the reason. */
    Map<String, String> misses() {
        return Map.of();
    }

    /** Failures whose advised delay this client destroys, with the reason. */
    Map<String, String> lostDelays() {
        return Map.of();
    }

    /** Whether the exceptions of this client still have the headers. */
    boolean keepsHeaders() {
        return true;
    }

    Stream<CorpusCase> answers() {
        return CorpusCase.ALL.stream()
                .filter((answer) -> answer.status() != 0 || !answer.fault().isEmpty())
                .filter(this::meets);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void shouldSayWhatItIs(CorpusCase answer) {
        Throwable thrown = play(answer);
        Failure failure = (thrown != null) ? this.classification.classify(thrown) : null;
        String miss = misses().get(answer.id());
        if (miss != null) {
            assertThat(failure == null || !answer.isMetBy(failure))
                    .as("%s is no miss any more: %s", answer, miss)
                    .isTrue();
            return;
        }
        assertThat(failure).as("what the client throws for %s", answer).isNotNull();
        answer.assertKind(failure);
        boolean delayLost = lostDelays().containsKey(answer.id()) || answer.delayInHeaders() && !keepsHeaders();
        if (!delayLost) {
            answer.assertDelay(failure);
        }
        assertThat(failure.isFromProvider()).isEqualTo(failure.kind() != FailureKind.SATURATED);
    }

    private @Nullable Throwable play(CorpusCase answer) {
        Duration timeout = answer.fault().equals("read-timeout") ? Duration.ofMillis(200) : Duration.ofSeconds(20);
        try (ProviderStub provider = new ProviderStub(answer)) {
            return catchThrowable(() -> ask(provider.url(), answer.isStream(), timeout));
        }
    }
}
