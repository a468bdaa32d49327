package io.resilientagent.sample.support;

import java.util.List;

import io.resilientagent.ModelTarget;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Asks the model that a target names, through its provider's own client and options. */
@Component
class Models {

    private static final int MAX_TOKENS = 500;

    private final AnthropicChatModel anthropic;

    private final OpenAiChatModel openAi;

    private final OpenAiEmbeddingModel openAiEmbedding;

    Models(AnthropicChatModel anthropic, OpenAiChatModel openAi, OpenAiEmbeddingModel openAiEmbedding) {
        this.anthropic = anthropic;
        this.openAi = openAi;
        this.openAiEmbedding = openAiEmbedding;
    }

    /** The answer to a conversation; empty if the model has none. */
    String answer(ModelTarget target, List<Message> messages) {
        return text(model(target).call(new Prompt(messages, options(target))));
    }

    /** The pieces of the answer as they come. */
    Flux<String> stream(ModelTarget target, List<Message> messages) {
        return model(target).stream(new Prompt(messages, options(target))).map(Models::text);
    }

    private ChatModel model(ModelTarget target) {
        return switch (target.provider()) {
            case "anthropic" -> this.anthropic;
            case "openai" -> this.openAi;
            default -> throw unknown(target);
        };
    }

    private static ChatOptions options(ModelTarget target) {
        return switch (target.provider()) {
            case "anthropic" ->
                AnthropicChatOptions.builder()
                        .model(target.model())
                        .maxTokens(MAX_TOKENS)
                        .build();
            case "openai" ->
                OpenAiChatOptions.builder()
                        .model(target.model())
                        .maxCompletionTokens(MAX_TOKENS)
                        .build();
            default -> throw unknown(target);
        };
    }

    private static String text(ChatResponse response) {
        Generation generation = response.getResult();
        String text = (generation != null) ? generation.getOutput().getText() : null;
        return (text != null) ? text : "";
    }

    /** The vector of a text; null if the model has none. */
    float @Nullable [] vector(ModelTarget target, String text) {
        if (!target.provider().equals("openai")) {
            throw unknown(target);
        }
        OpenAiEmbeddingOptions options =
                OpenAiEmbeddingOptions.builder().model(target.model()).build();
        var results = this.openAiEmbedding
                .call(new EmbeddingRequest(List.of(text), options))
                .getResults();
        return results.isEmpty() ? null : results.get(0).getOutput();
    }

    private static IllegalStateException unknown(ModelTarget target) {
        return new IllegalStateException("No client for provider '%s'".formatted(target.provider()));
    }
}
