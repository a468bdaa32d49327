package io.resilientagent.springai;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

/** A model that gives the responses it was told, in order, and then its name. */
public final class FakeChatModel implements ChatModel {

    private final String name;

    private final Queue<ChatResponse> responses = new ArrayDeque<>();

    private final List<Prompt> prompts = new ArrayList<>();

    public FakeChatModel(String name) {
        this.name = name;
    }

    void answers(ChatResponse response) {
        this.responses.add(response);
    }

    List<Prompt> prompts() {
        return this.prompts;
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        this.prompts.add(prompt);
        ChatResponse next = this.responses.poll();
        return (next != null) ? next : response(new AssistantMessage(this.name), "STOP");
    }

    static ChatResponse response(AssistantMessage message, String finishReason) {
        return new ChatResponse(List.of(new Generation(
                message,
                ChatGenerationMetadata.builder().finishReason(finishReason).build())));
    }
}
