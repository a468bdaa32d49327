package io.resilientagent.springai;

import io.resilientagent.TokenUsage;
import io.resilientagent.UsageReader;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.model.ChatResponse;

/** Reads the usage of the model's response inside that of a chat client. */
public final class ChatClientResponseUsage implements UsageReader<ChatClientResponse> {

    @Override
    public Class<ChatClientResponse> type() {
        return ChatClientResponse.class;
    }

    @Override
    public @Nullable TokenUsage read(ChatClientResponse answer) {
        ChatResponse response = answer.chatResponse();
        return (response != null) ? Usages.of(response.getMetadata().getUsage()) : null;
    }
}
