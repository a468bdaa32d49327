package io.resilientagent.springai;

import io.resilientagent.TokenUsage;
import io.resilientagent.UsageReader;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;

/** Reads the usage of chat responses. */
public final class ChatResponseUsage implements UsageReader<ChatResponse> {

    @Override
    public Class<ChatResponse> type() {
        return ChatResponse.class;
    }

    @Override
    public @Nullable TokenUsage read(ChatResponse answer) {
        return Usages.of(answer.getMetadata().getUsage());
    }
}
