package io.resilientagent.springai;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.client.AdvisorParams;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatOptions;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What arrives at two vendors of what a prompt says, over real HTTP. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ResilientModelsOptionsTests {

    private final TwoProviders providers = new TwoProviders();

    @AfterEach
    void stop() {
        this.providers.close();
    }

    /** Lets both vendors be asked, Anthropic in vain. */
    private void bothAreAsked(Consumer<ChatModel> question, String answer) {
        this.providers.anthropic.fails(404, Anthropic.NO_SUCH_MODEL);
        this.providers.openAi.answers(OpenAi.text(answer));
        this.providers.run((models) -> question.accept(models.chat("support")));
        assertThat(this.providers.anthropic.requests()).hasSize(1);
        assertThat(this.providers.openAi.requests()).hasSize(1);
        assertThat(anthropic().at("/model").asString()).isEqualTo("claude-premium");
        assertThat(openAi().at("/model").asString()).isEqualTo("gpt-cheap");
    }

    private JsonNode anthropic() {
        return this.providers.anthropic.request(0);
    }

    private JsonNode openAi() {
        return this.providers.openAi.request(0);
    }

    @Test
    void withoutOptionsThoseOfTheBeansArrive() {
        bothAreAsked((chat) -> assertThat(chat.call("Hi")).isEqualTo("Hello"), "Hello");
        assertThat(anthropic().at("/max_tokens").asInt()).isEqualTo(777);
        assertThat(openAi().at("/temperature").asDouble()).isEqualTo(0.9);
        assertThat(openAi().has("max_tokens")).isFalse();
    }

    @Test
    void portableOptionsOfAPromptArriveAtBoth() {
        ChatOptions options = ChatOptions.builder()
                .model("whatever")
                .temperature(0.2)
                .maxTokens(55)
                .topP(0.5)
                .stopSequences(List.of("END"))
                .build();
        bothAreAsked((chat) -> chat.call(new Prompt("Hi", options)), "Hello");
        assertThat(anthropic().at("/temperature").asDouble()).isEqualTo(0.2);
        assertThat(anthropic().at("/max_tokens").asInt()).isEqualTo(55);
        assertThat(anthropic().at("/stop_sequences/0").asString()).isEqualTo("END");
        assertThat(openAi().at("/temperature").asDouble()).isEqualTo(0.2);
        assertThat(openAi().at("/max_tokens").asInt()).isEqualTo(55);
        assertThat(openAi().at("/top_p").asDouble()).isEqualTo(0.5);
        assertThat(openAi().at("/stop").toString()).contains("END");
    }

    @Test
    void optionsOfAVendorAreKeptForItAndTranslatedForTheOther() {
        OpenAiChatOptions options = OpenAiChatOptions.builder()
                .model("whatever")
                .temperature(0.2)
                .maxTokens(55)
                .seed(7)
                .build();
        bothAreAsked((chat) -> chat.call(new Prompt("Hi", options)), "Hello");
        assertThat(anthropic().at("/temperature").asDouble()).isEqualTo(0.2);
        assertThat(anthropic().at("/max_tokens").asInt()).isEqualTo(55);
        assertThat(anthropic().toString()).doesNotContain("seed");
        assertThat(openAi().at("/seed").asInt()).isEqualTo(7);
        assertThat(openAi().at("/max_tokens").asInt()).isEqualTo(55);
    }

    @Test
    void chatClientLaysOptionsOfVendorsOverThoseOfTheBeans() {
        bothAreAsked(
                (chat) -> ChatClient.builder(chat)
                        .defaultOptions(AnthropicChatOptions.builder().topK(3).temperature(0.2))
                        .build()
                        .prompt("Hi")
                        .options(OpenAiChatOptions.builder().seed(7).stop(List.of("END")))
                        .call()
                        .content(),
                "Hello");
        assertThat(openAi().at("/seed").asInt()).isEqualTo(7);
        assertThat(openAi().at("/stop").toString()).isEqualTo("\"END\"");
        assertThat(anthropic().at("/stop_sequences").toString()).isEqualTo("[\"END\"]");
        assertThat(anthropic().at("/max_tokens").asInt())
                .as("of the bean, as nobody said another")
                .isEqualTo(777);
        assertThat(openAi().has("max_tokens")).isFalse();
    }

    @Test
    void chatClientKeepsBothOfTheDefaultsAndOfThePrompt() {
        this.providers.anthropic.answers(Anthropic.text("Hello"));
        this.providers.run((models) -> ChatClient.builder(models.chat("support"))
                .defaultOptions(ChatOptions.builder().temperature(0.2))
                .defaultSystem("Be brief")
                .build()
                .prompt("Hi")
                .call()
                .content());
        assertThat(anthropic().at("/temperature").asDouble()).isEqualTo(0.2);
        assertThat(anthropic().at("/max_tokens").asInt()).isEqualTo(777);
        assertThat(anthropic().at("/system").toString()).contains("Be brief");
    }

    @Test
    void entitiesAreAskedForInWords() {
        bothAreAsked(
                (chat) -> assertThat(ChatClient.create(chat)
                                .prompt("Which city?")
                                .call()
                                .entity(City.class))
                        .isEqualTo(new City("Rome")),
                "{\\\"name\\\": \\\"Rome\\\"}");
        assertThat(openAi().at("/messages/0/content").asString()).contains("JSON Schema");
        assertThat(anthropic().at("/messages/0/content").toString()).contains("JSON Schema");
    }

    @Test
    void entitiesAreAskedForByASchemaWhereThatIsWanted() {
        bothAreAsked(
                (chat) -> assertThat(ChatClient.create(chat)
                                .prompt("Which city?")
                                .advisors(AdvisorParams.ENABLE_NATIVE_STRUCTURED_OUTPUT)
                                .call()
                                .entity(City.class))
                        .isEqualTo(new City("Rome")),
                "{\\\"name\\\": \\\"Rome\\\"}");
        assertThat(openAi().at("/response_format/json_schema").toString()).contains("\"name\"");
        assertThat(anthropic().at("/output_config/format/schema").toString()).contains("\"name\"");
    }

    record City(String name) {}
}
