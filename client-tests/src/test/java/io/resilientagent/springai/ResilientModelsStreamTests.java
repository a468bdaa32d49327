package io.resilientagent.springai;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.resilientagent.ResponseRejectedException;
import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Streams of two vendors over real HTTP. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ResilientModelsStreamTests {

    private final TwoProviders providers = new TwoProviders();

    @AfterEach
    void stop() {
        this.providers.close();
    }

    @Test
    void isTriedAgainAndAnsweredByTheNextModel() {
        this.providers.failAll();
        this.providers.run((models) -> {
            this.providers.openAi.answers(OpenAi.streamedText("He", "llo"));
            // the second target has two tries, and fails twice before it answers the second stream
            List<String> words = ChatClient.create(models.chat("support")).prompt("Hi").stream()
                    .content()
                    .onErrorResume((failure) -> ChatClient.create(models.chat("reverse")).prompt("Hi").stream()
                            .content())
                    .collectList()
                    .block();
            assertThat(words).containsExactly("He", "llo");
        });
        assertThat(this.providers.anthropic.requests()).hasSize(2);
        assertThat(this.providers.openAi.requests()).hasSize(3);
        assertThat(this.providers.openAi.request(2).at("/model").asString()).isEqualTo("gpt-cheap");
        assertThat(this.providers.openAi.request(2).at("/stream").asBoolean()).isTrue();
    }

    @Test
    void fixedTextIsOneItem() {
        this.providers.failAll();
        this.providers.run(
                (models) -> {
                    List<ChatResponse> items = models.chat("support").stream(new Prompt("Hi"))
                            .collectList()
                            .block();
                    assertThat(items).hasSize(1);
                    assertThat(items.get(0).getResult().getOutput().getText()).isEqualTo("We are busy.");
                    assertThat((Object) items.get(0).getMetadata().get("resilient-agent.route"))
                            .isEqualTo("text");
                },
                "resilient-agent.calls.support.fallback[0].text=We are busy.");
    }

    @Test
    void filteredStreamIsNotTriedAgain() {
        this.providers.openAi.answers(OpenAi.filteredStream(), OpenAi.streamedText("never"));
        this.providers.run((models) -> assertThatExceptionOfType(ResponseRejectedException.class)
                .isThrownBy(
                        () -> models.chat("reverse").stream(new Prompt("Hi")).blockLast())
                .satisfies((ex) -> assertThat(ex.failure().kind()).isEqualTo(FailureKind.CONTENT_FILTERED)));
        assertThat(this.providers.openAi.requests()).hasSize(1);
        assertThat(this.providers.anthropic.requests()).isEmpty();
    }
}
