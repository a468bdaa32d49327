package io.resilientagent.springai;

import java.util.Set;

import io.resilientagent.StreamContent;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;

/** Takes responses for content that have text, reasoning, media or a tool call; not those that only say a role. */
public final class ChatResponseContent implements StreamContent<ChatResponse> {

    /** Where clients put what a model thinks before it answers. */
    private static final Set<String> REASONING =
            Set.of("reasoningContent", "reasoning_content", "reasoning", "thinking");

    @Override
    public Class<ChatResponse> type() {
        return ChatResponse.class;
    }

    @Override
    public boolean isContent(ChatResponse item) {
        return item.getResults().stream().anyMatch((generation) -> isContent(generation.getOutput()));
    }

    private static boolean isContent(AssistantMessage message) {
        return isText(message.getText())
                || message.hasToolCalls()
                || !message.getMedia().isEmpty()
                || REASONING.stream()
                        .anyMatch((key) -> isText(message.getMetadata().get(key)));
    }

    private static boolean isText(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty();
    }
}
