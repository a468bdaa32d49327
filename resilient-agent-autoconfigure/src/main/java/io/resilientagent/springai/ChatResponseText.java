package io.resilientagent.springai;

import java.util.List;

import io.resilientagent.engine.TextAnswer;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/** Makes responses of fixed texts: one generation, with {@code resilient-agent.route} = {@code text} in its metadata. */
public final class ChatResponseText implements TextAnswer<ChatResponse> {

    private static final String ROUTE = "resilient-agent.route";

    @Override
    public Class<ChatResponse> type() {
        return ChatResponse.class;
    }

    @Override
    public ChatResponse of(String text) {
        ChatGenerationMetadata metadata = ChatGenerationMetadata.builder()
                .finishReason("STOP")
                .metadata(ROUTE, "text")
                .build();
        return new ChatResponse(
                List.of(new Generation(new AssistantMessage(text), metadata)),
                ChatResponseMetadata.builder().keyValue(ROUTE, "text").build());
    }
}
