package io.resilientagent.springai;

import io.resilientagent.StreamContent;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.model.ChatResponse;

/** Takes responses of a chat client for content whose model's response is. */
public final class ChatClientResponseContent implements StreamContent<ChatClientResponse> {

    private final ChatResponseContent responses = new ChatResponseContent();

    @Override
    public Class<ChatClientResponse> type() {
        return ChatClientResponse.class;
    }

    @Override
    public boolean isContent(ChatClientResponse item) {
        ChatResponse response = item.chatResponse();
        return response != null && this.responses.isContent(response);
    }
}
