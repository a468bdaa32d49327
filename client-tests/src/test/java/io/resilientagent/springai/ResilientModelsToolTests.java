package io.resilientagent.springai;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.client.ChatClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Agents with tools over real HTTP: whatever happens to models, a tool runs as often as a model asked for it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ResilientModelsToolTests {

    private static final String ORDER = "{\"number\": \"17\"}";

    private final TwoProviders providers = new TwoProviders();

    private final OrderTools tools = new OrderTools();

    @AfterEach
    void stop() {
        this.providers.close();
    }

    private ChatClient.ChatClientRequestSpec ask(ResilientModels models, String name) {
        return ChatClient.builder(models.chat(name))
                .defaultTools(this.tools)
                .build()
                .prompt("Cancel order 17")
                .toolContext(Map.of("tenant", "acme"));
    }

    @Test
    void anotherVendorGoesOnWithWhatTheToolAnswered() {
        this.providers.anthropic.answers(Anthropic.toolCall("cancelOrder", ORDER));
        this.providers.anthropic.fails(529, Anthropic.OVERLOADED);
        this.providers.anthropic.fails(529, Anthropic.OVERLOADED);
        this.providers.openAi.answers(OpenAi.text("Done."));
        this.providers.run(
                (models) -> assertThat(ask(models, "support").call().content()).isEqualTo("Done."));
        assertThat(this.tools.cancelled).containsExactly("17 for acme");
        assertThat(this.providers.anthropic.requests()).hasSize(3);
        assertOpenAiGoesOn(this.providers.openAi.request(0));
    }

    @Test
    void anotherVendorGoesOnWithWhatTheToolAnsweredInAStream() {
        this.providers.anthropic.answers(Anthropic.streamedToolCall("cancelOrder", ORDER));
        this.providers.anthropic.fails(529, Anthropic.OVERLOADED);
        this.providers.anthropic.fails(529, Anthropic.OVERLOADED);
        this.providers.openAi.answers(OpenAi.streamedText("Done", "."));
        this.providers.run((models) -> assertThat(
                        ask(models, "support").stream().content().collectList().block())
                .isEqualTo(List.of("Done", ".")));
        assertThat(this.tools.cancelled).containsExactly("17 for acme");
        assertThat(this.providers.anthropic.requests()).hasSize(3);
        assertOpenAiGoesOn(this.providers.openAi.request(0));
    }

    private static void assertOpenAiGoesOn(JsonNode request) {
        assertThat(request.at("/model").asString()).isEqualTo("gpt-cheap");
        assertThat(request.at("/tools/0/function/name").asString()).isEqualTo("cancelOrder");
        assertThat(request.at("/messages/0/content").asString()).isEqualTo("Cancel order 17");
        assertThat(request.at("/messages/1/tool_calls/0/function/name").asString())
                .isEqualTo("cancelOrder");
        assertThat(request.at("/messages/2/role").asString()).isEqualTo("tool");
        assertThat(request.at("/messages/2/tool_call_id").asString())
                .isEqualTo(request.at("/messages/1/tool_calls/0/id").asString());
        assertThat(request.at("/messages/2/content").asString()).contains("order 17 is cancelled");
    }

    @Test
    void goesTheOtherWayToo() {
        this.providers.openAi.answers(OpenAi.toolCall("cancelOrder", ORDER));
        this.providers.openAi.fails(503, OpenAi.OVERLOADED);
        this.providers.openAi.fails(503, OpenAi.OVERLOADED);
        this.providers.anthropic.answers(Anthropic.text("Done."));
        this.providers.run(
                (models) -> assertThat(ask(models, "reverse").call().content()).isEqualTo("Done."));
        assertAnthropicGoesOn();
    }

    @Test
    void goesTheOtherWayInAStreamToo() {
        this.providers.openAi.answers(OpenAi.streamedToolCall("cancelOrder", ORDER));
        this.providers.openAi.fails(503, OpenAi.OVERLOADED);
        this.providers.openAi.fails(503, OpenAi.OVERLOADED);
        this.providers.anthropic.answers(Anthropic.streamedText("Done."));
        this.providers.run((models) -> assertThat(
                        ask(models, "reverse").stream().content().collectList().block())
                .contains("Done."));
        assertAnthropicGoesOn();
    }

    private void assertAnthropicGoesOn() {
        assertThat(this.tools.cancelled).containsExactly("17 for acme");
        JsonNode request = this.providers.anthropic.request(0);
        assertThat(request.at("/model").asString()).isEqualTo("claude-premium");
        assertThat(request.at("/tools/0/name").asString()).isEqualTo("cancelOrder");
        assertThat(request.at("/messages/1/content/0/type").asString()).isEqualTo("tool_use");
        assertThat(request.at("/messages/2/content/0/type").asString()).isEqualTo("tool_result");
        assertThat(request.at("/messages/2/content/0/tool_use_id").asString())
                .isEqualTo(request.at("/messages/1/content/0/id").asString());
        assertThat(request.at("/messages/2/content/0").toString()).contains("order 17 is cancelled");
    }

    @Test
    void toolThatAModelAsksForAgainRunsAgain() {
        this.providers.anthropic.answers(
                Anthropic.toolCall("cancelOrder", ORDER),
                Anthropic.toolCall("cancelOrder", "{\"number\": \"18\"}"),
                Anthropic.text("Both."));
        this.providers.run(
                (models) -> assertThat(ask(models, "support").call().content()).isEqualTo("Both."));
        assertThat(this.tools.cancelled).containsExactly("17 for acme", "18 for acme");
    }

    @Test
    void fixedTextEndsTheLoop() {
        this.providers.anthropic.answers(Anthropic.toolCall("cancelOrder", ORDER));
        this.providers.failAll();
        this.providers.run(
                (models) -> assertThat(ask(models, "support").call().content()).isEqualTo("We are busy."),
                "resilient-agent.calls.support.fallback[0].text=We are busy.");
        assertThat(this.tools.cancelled).hasSize(1);
    }
}
