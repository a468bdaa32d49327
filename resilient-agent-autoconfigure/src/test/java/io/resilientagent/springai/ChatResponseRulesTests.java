package io.resilientagent.springai;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.resilientagent.ResponseRejectedException;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.autoconfigure.ResilientAgentAutoConfiguration;
import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.resilientagent.springai.FakeChatModel.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Responses that are failures although the provider answered, and what a chain does about them. */
class ChatResponseRulesTests {

    private final FakeChatModel one = new FakeChatModel("one");

    private final FakeChatModel two = new FakeChatModel("two");

    private void run(Consumer<ChatModel> test) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ResilientAgentAutoConfiguration.class))
                .withBean("oneChatModel", ChatModel.class, () -> this.one)
                .withBean("twoChatModel", ChatModel.class, () -> this.two)
                .withPropertyValues(
                        "resilient-agent.unused-names=warn",
                        "resilient-agent.calls.ask.timeout=0",
                        "resilient-agent.calls.ask.retry.max-attempts=1",
                        "resilient-agent.calls.ask.chain=one/small,two/large")
                .run((context) ->
                        test.accept(context.getBean(ResilientModels.class).chat("ask")));
    }

    private static ChatResponse text(String text, String finishReason) {
        return response(new AssistantMessage(text), finishReason);
    }

    private static AssistantMessage toolCall() {
        return AssistantMessage.builder()
                .content("")
                .toolCalls(List.of(new ToolCall("1", "function", "cancel", "{}")))
                .build();
    }

    @Test
    void withoutAnAnswerTheNextModelIsAsked() {
        AssistantMessage thought = AssistantMessage.builder()
                .content("")
                .properties(Map.of("reasoningContent", "Let me think"))
                .build();
        for (ChatResponse empty : List.of(
                new ChatResponse(List.of()), text("", "STOP"), text(" \n", "STOP"), response(thought, "LENGTH"))) {
            this.one.answers(empty);
            run((chat) -> assertThat(chat.call("Hi")).isEqualTo("two"));
        }
    }

    @Test
    void toolCallThatMayBeCutOffIsNone() {
        this.one.answers(response(toolCall(), "max_tokens"));
        run((chat) -> assertThat(chat.call("Hi")).isEqualTo("two"));
        this.one.answers(response(toolCall(), "tool_use"));
        run((chat) -> assertThat(chat.call("Hi")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "LENGTH", "max_tokens", "", "UNKNOWN"})
    void textIsAnAnswerHoweverItEnded(String finishReason) {
        this.one.answers(text("half a sen", finishReason));
        run((chat) -> assertThat(chat.call("Hi")).isEqualTo("half a sen"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"content_filter", "CONTENT_FILTER", "refusal", "SAFETY"})
    void filteredContentIsNotTakenToALaxerModel(String finishReason) {
        this.one.answers(text("I can", finishReason));
        run(ChatResponseRulesTests::assertFiltered);
        assertThat(this.two.prompts()).isEmpty();
    }

    @Test
    void refusalBesideTheTextIsFilteredContent() {
        this.one.answers(response(
                AssistantMessage.builder()
                        .content("")
                        .properties(Map.of("refusal", "I can't help with that"))
                        .build(),
                "STOP"));
        run(ChatResponseRulesTests::assertFiltered);
    }

    private static void assertFiltered(ChatModel chat) {
        assertThatExceptionOfType(ResponseRejectedException.class)
                .isThrownBy(() -> chat.call("Hi"))
                .withMessage("LLM call 'ask' got an answer that was rejected: the provider filtered its content")
                .satisfies((ex) -> assertThat(ex.failure().kind()).isEqualTo(FailureKind.CONTENT_FILTERED));
    }

    @Test
    void filteredResponseOfAGuardedMethodIsAFailureToo() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ResilientAgentAutoConfiguration.class))
                .withBean("oneChatModel", FakeChatModel.class, () -> this.one)
                .withBean(Agent.class)
                .withPropertyValues("resilient-agent.calls.asked.chain=one/small,two/large")
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    this.one.answers(text("I can", "content_filter"));
                    assertThatExceptionOfType(ResponseRejectedException.class)
                            .isThrownBy(() -> agent.ask("Hi"))
                            .satisfies((ex) -> assertThat(ex.failure().kind()).isEqualTo(FailureKind.CONTENT_FILTERED));
                    assertThat(this.one.prompts()).hasSize(1);
                    assertThat(agent.ask("Hi").getResult().getOutput().getText())
                            .isEqualTo("one");
                });
    }

    static class Agent {

        private final ChatModel model;

        Agent(ChatModel model) {
            this.model = model;
        }

        @LlmCall("asked")
        public ChatResponse ask(String question) {
            return this.model.call(new Prompt(question));
        }
    }

    @Test
    void targetsModelIsNamedAlsoForModelsWithoutOptionsOfTheirOwn() {
        run((chat) -> chat.call("Hi"));
        assertThat(this.one.prompts().get(0).getOptions().getModel()).isEqualTo("small");
    }
}
