package io.resilientagent.sample.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What the real clients make of the simulator's answers and faults. */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {"spring.ai.openai.timeout=1m", "spring.ai.anthropic.timeout=1m"})
class SimulatedFaultsTests {

    private static final String QUESTION = "Where is my parcel?";

    private static final String ANSWER = "Your parcel left our warehouse this morning and arrives tomorrow.";

    private static final Duration LATE = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Autowired
    private Simulator simulator;

    @Autowired
    private AnthropicChatModel anthropic;

    @Autowired
    private OpenAiChatModel openAi;

    @Autowired
    private OpenAiEmbeddingModel embeddings;

    private final Map<Provider, Long> failedBefore = new EnumMap<>(Provider.class);

    @AfterEach
    void heal() {
        for (Provider provider : Provider.values()) {
            this.simulator.set(provider, null);
        }
    }

    @Test
    void bothProvidersAnswer() {
        assertThat(text(askAnthropic())).isEqualTo(ANSWER);
        assertThat(text(askOpenAi())).isEqualTo(ANSWER);
    }

    @Test
    void bothProvidersStream() {
        assertThat(streamed(this.anthropic)).isEqualTo(ANSWER);
        assertThat(streamed(this.openAi)).isEqualTo(ANSWER);
    }

    @Test
    void oneTextHasOneVector() {
        float[] vector = vector("hello");

        assertThat(vector).hasSize(8).isEqualTo(vector("hello")).isNotEqualTo(vector("good-bye"));
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, 429, rate_limit_error",
        "OVERLOADED, 529, overloaded_error",
        "SERVER_ERROR, 500, api_error",
        "WRONG_KEY, 401, authentication_error",
        "NO_QUOTA, 400, credit balance is too low",
        "CONTEXT_OVERFLOW, 400, prompt is too long"
    })
    void anthropicRefuses(FaultKind kind, int status, String text) {
        set(Provider.ANTHROPIC, kind, null);

        assertThatExceptionOfType(AnthropicServiceException.class)
                .isThrownBy(this::askAnthropic)
                .withMessageContaining(text)
                .satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(status))
                .satisfies(
                        (ex) -> assertThat(ex.headers().values("Retry-After")).isEmpty());
        assertOneRequest(Provider.ANTHROPIC);
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, 429, rate_limit_exceeded",
        "OVERLOADED, 503, server_is_overloaded",
        "SERVER_ERROR, 500, ",
        "WRONG_KEY, 401, invalid_api_key",
        "NO_QUOTA, 429, insufficient_quota",
        "CONTEXT_OVERFLOW, 400, context_length_exceeded"
    })
    void openAiRefuses(FaultKind kind, int status, @Nullable String code) {
        set(Provider.OPENAI, kind, null);

        assertThatExceptionOfType(OpenAIServiceException.class)
                .isThrownBy(this::askOpenAi)
                .satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(status))
                .satisfies((ex) -> assertThat(ex.code().orElse(null)).isEqualTo(code))
                .satisfies(
                        (ex) -> assertThat(ex.headers().values("Retry-After")).isEmpty());
        assertOneRequest(Provider.OPENAI);
    }

    @ParameterizedTest
    @CsvSource({"RATE_LIMITED", "OVERLOADED"})
    void providersSayWhenToComeBack(FaultKind kind) {
        set(Provider.ANTHROPIC, kind, Duration.ofSeconds(7));
        set(Provider.OPENAI, kind, Duration.ofSeconds(7));

        assertThatExceptionOfType(AnthropicServiceException.class)
                .isThrownBy(this::askAnthropic)
                .satisfies(
                        (ex) -> assertThat(ex.headers().values("Retry-After")).containsExactly("7"));
        assertThatExceptionOfType(OpenAIServiceException.class)
                .isThrownBy(this::askOpenAi)
                .satisfies(
                        (ex) -> assertThat(ex.headers().values("Retry-After")).containsExactly("7"));
    }

    @Test
    void embeddingsAreRefusedToo() {
        set(Provider.OPENAI, FaultKind.RATE_LIMITED, null);

        assertThatExceptionOfType(OpenAIServiceException.class)
                .isThrownBy(() -> vector("hello"))
                .satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(429));
    }

    @Test
    void hangingProvidersLetCallersWaitUntilTheFaultChanges() {
        assertWaits(Provider.ANTHROPIC, this::askAnthropic).withCauseInstanceOf(AnthropicIoException.class);
        assertWaits(Provider.OPENAI, this::askOpenAi).withCauseInstanceOf(OpenAIIoException.class);
    }

    private ThrowableAssertAlternative<?> assertWaits(Provider provider, Supplier<@Nullable Generation> call) {
        set(provider, FaultKind.HANG, null);
        CompletableFuture<@Nullable Generation> waiting = CompletableFuture.supplyAsync(call);
        await().atMost(PATIENCE).until(() -> failedSinceSet(provider) == 1);
        assertThat(waiting).isNotDone();

        this.simulator.set(provider, null);

        return assertThat(waiting).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class);
    }

    @Test
    void slowProvidersAnswerLate() {
        set(Provider.ANTHROPIC, FaultKind.SLOW, null);
        set(Provider.OPENAI, FaultKind.SLOW, null);
        long begin = System.nanoTime();

        assertThat(text(askAnthropic())).isEqualTo(ANSWER);
        assertThat(text(askOpenAi())).isEqualTo(ANSWER);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(LATE.multipliedBy(2));
    }

    @Test
    void cutConnectionsAreInputOutputErrorsOfOneRequest() {
        askAnthropic();
        askOpenAi();
        set(Provider.ANTHROPIC, FaultKind.RESET, null);
        set(Provider.OPENAI, FaultKind.RESET, null);

        assertThatExceptionOfType(AnthropicIoException.class).isThrownBy(this::askAnthropic);
        assertThatExceptionOfType(OpenAIIoException.class).isThrownBy(this::askOpenAi);
        assertOneRequest(Provider.ANTHROPIC);
        assertOneRequest(Provider.OPENAI);
    }

    @Test
    void answersThatAreCutInTheMiddleAreInputOutputErrorsOfOneRequest() {
        set(Provider.ANTHROPIC, FaultKind.CUT, null);
        set(Provider.OPENAI, FaultKind.CUT, null);

        assertThatExceptionOfType(AnthropicException.class)
                .isThrownBy(this::askAnthropic)
                .withRootCauseInstanceOf(IOException.class);
        assertThatExceptionOfType(OpenAIException.class)
                .isThrownBy(this::askOpenAi)
                .withRootCauseInstanceOf(IOException.class);
        assertOneRequest(Provider.ANTHROPIC);
        assertOneRequest(Provider.OPENAI);
    }

    @Test
    void streamsThatAreCutHaveSentABeginning() {
        set(Provider.ANTHROPIC, FaultKind.CUT, null);
        set(Provider.OPENAI, FaultKind.CUT, null);

        assertBreaksOff(this.anthropic, AnthropicIoException.class);
        assertBreaksOff(this.openAi, OpenAIIoException.class);
    }

    private static void assertBreaksOff(ChatModel model, Class<? extends Throwable> type) {
        StringBuilder begun = new StringBuilder();
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> model.stream(QUESTION).doOnNext(begun::append).blockLast())
                .satisfies((ex) -> assertThat(ex).isInstanceOf(type));
        assertThat(begun.toString()).isNotEmpty().isNotEqualTo(ANSWER);
        assertThat(ANSWER).startsWith(begun.toString());
    }

    @Test
    void brokenJsonIsInvalidData() {
        set(Provider.ANTHROPIC, FaultKind.MALFORMED, null);
        set(Provider.OPENAI, FaultKind.MALFORMED, null);

        assertThatExceptionOfType(AnthropicInvalidDataException.class).isThrownBy(this::askAnthropic);
        assertThatExceptionOfType(OpenAIInvalidDataException.class).isThrownBy(this::askOpenAi);
        assertThatExceptionOfType(OpenAIInvalidDataException.class).isThrownBy(() -> vector("hello"));
    }

    @Test
    void emptyAnswersHoldNoText() {
        set(Provider.ANTHROPIC, FaultKind.EMPTY, null);
        set(Provider.OPENAI, FaultKind.EMPTY, null);

        assertThat(askAnthropic()).isNull();
        assertThat(text(askOpenAi())).isEmpty();
        assertThat(this.embeddings.call(embeddingRequest("hello")).getResults()).isEmpty();
    }

    @Test
    void oneProviderFailsAlone() {
        set(Provider.ANTHROPIC, FaultKind.OVERLOADED, null);

        assertThatExceptionOfType(AnthropicException.class).isThrownBy(this::askAnthropic);
        assertThat(text(askOpenAi())).isEqualTo(ANSWER);
    }

    private void set(Provider provider, FaultKind kind, @Nullable Duration retryAfter) {
        this.failedBefore.put(
                provider,
                this.simulator
                        .set(provider, new Fault(kind, null, 1, retryAfter, LATE))
                        .failed());
    }

    private void assertOneRequest(Provider provider) {
        assertThat(failedSinceSet(provider)).isEqualTo(1);
    }

    private long failedSinceSet(Provider provider) {
        return this.simulator.status(provider).failed() - this.failedBefore.getOrDefault(provider, 0L);
    }

    @Nullable
    private Generation askAnthropic() {
        return ask(
                this.anthropic,
                AnthropicChatOptions.builder().model("claude-test").build());
    }

    @Nullable
    private Generation askOpenAi() {
        return ask(this.openAi, OpenAiChatOptions.builder().model("gpt-test").build());
    }

    @Nullable
    private static Generation ask(ChatModel model, ChatOptions options) {
        return model.call(new Prompt(QUESTION, options)).getResult();
    }

    @Nullable
    private static String text(@Nullable Generation generation) {
        return (generation != null) ? generation.getOutput().getText() : null;
    }

    private static String streamed(ChatModel model) {
        List<String> parts = model.stream(QUESTION).collectList().block();
        return (parts != null) ? String.join("", parts) : "";
    }

    private float[] vector(String text) {
        return this.embeddings.call(embeddingRequest(text)).getResult().getOutput();
    }

    private static EmbeddingRequest embeddingRequest(String text) {
        return new EmbeddingRequest(
                List.of(text),
                OpenAiEmbeddingOptions.builder().model("embedding-test").build());
    }
}
