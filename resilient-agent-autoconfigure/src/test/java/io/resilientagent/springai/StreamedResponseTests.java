package io.resilientagent.springai;

import java.util.List;
import java.util.Map;

import io.resilientagent.StreamContent;
import io.resilientagent.testing.Guarded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/** Text, reasoning and tool calls are content; a role or metadata alone is not. */
class StreamedResponseTests {

    private final ChatResponseContent content = new ChatResponseContent();

    private final ChatClientResponseContent clientContent = new ChatClientResponseContent();

    @Test
    void text() {
        assertThat(isContent(response(new AssistantMessage("a")))).isTrue();
        assertThat(isContent(response(new AssistantMessage(" ")))).isTrue();
    }

    @Test
    void nothing() {
        assertThat(isContent(response(new AssistantMessage("")))).isFalse();
        assertThat(isContent(new ChatResponse(List.of()))).isFalse();
        assertThat(this.clientContent.isContent(new ChatClientResponse(null, Map.of())))
                .isFalse();
    }

    @Test
    void toolCall() {
        AssistantMessage message = AssistantMessage.builder()
                .content("")
                .toolCalls(List.of(new ToolCall("1", "function", "search", "{}")))
                .build();
        assertThat(isContent(response(message))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reasoningContent", "thinking"})
    void reasoning(String key) {
        assertThat(isContent(response(with(key, "hm")))).isTrue();
        assertThat(isContent(response(with(key, "")))).isFalse();
    }

    @Test
    void metadata() {
        assertThat(isContent(response(with("finishReason", "STOP")))).isFalse();
    }

    @Test
    void beansWhereSpringAiIsThere() {
        Guarded.byRealTime()
                .run((context) ->
                        assertThat(context).getBeans(StreamContent.class).hasSize(2));
        Guarded.byRealTime()
                .withClassLoader(new FilteredClassLoader("org.springframework.ai.chat.client"))
                .run((context) ->
                        assertThat(context).getBeans(StreamContent.class).hasSize(1));
        Guarded.byRealTime()
                .withClassLoader(new FilteredClassLoader("org.springframework.ai"))
                .run((context) -> assertThat(context)
                        .hasNotFailed()
                        .getBeans(StreamContent.class)
                        .isEmpty());
    }

    private boolean isContent(ChatResponse response) {
        boolean answer = this.content.isContent(response);
        assertThat(this.clientContent.isContent(new ChatClientResponse(response, Map.of())))
                .isEqualTo(answer);
        return answer;
    }

    private static AssistantMessage with(String key, Object value) {
        return AssistantMessage.builder()
                .content("")
                .properties(Map.of(key, value))
                .build();
    }

    private static ChatResponse response(AssistantMessage message) {
        return new ChatResponse(List.of(new Generation(message)));
    }
}
