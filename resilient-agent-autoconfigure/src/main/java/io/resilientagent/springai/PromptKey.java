package io.resilientagent.springai;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import io.resilientagent.CacheKey;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * The key of a prompt: its messages, the options that all models have, and the names of its tools. Not in it are metadata,
 * ids of tool calls, the tool context, and options that only one vendor's models have.
 */
public final class PromptKey implements CacheKey<Prompt> {

    @Override
    public Class<Prompt> type() {
        return Prompt.class;
    }

    @Override
    public Object of(Prompt prompt) {
        return Arrays.asList(
                prompt.getInstructions().stream().map(PromptKey::message).toList(), options(prompt.getOptions()));
    }

    private static Object message(Message message) {
        List<@Nullable Object> parts = new ArrayList<>();
        parts.add(message.getMessageType());
        parts.add(message.getText());
        if (message instanceof AssistantMessage answer) {
            answer.getToolCalls().forEach((call) -> parts.add(List.of(call.name(), call.arguments())));
        }
        if (message instanceof ToolResponseMessage tools) {
            tools.getResponses().forEach((answer) -> parts.add(List.of(answer.name(), answer.responseData())));
        }
        if (message instanceof MediaContent content) {
            content.getMedia()
                    .forEach((media) -> parts.add(List.of(media.getMimeType().toString(), data(media))));
        }
        return parts;
    }

    /** Media can be large, so of their bytes only the hash is kept. */
    private static String data(Media media) {
        if (!(media.getData() instanceof byte[] bytes)) {
            return media.getData().toString();
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every JDK has SHA-256", ex);
        }
    }

    private static @Nullable Object options(@Nullable ChatOptions options) {
        if (options == null) {
            return null;
        }
        List<@Nullable Object> parts = new ArrayList<>(Arrays.asList(
                options.getModel(),
                options.getTemperature(),
                options.getMaxTokens(),
                options.getTopP(),
                options.getTopK(),
                options.getFrequencyPenalty(),
                options.getPresencePenalty(),
                options.getStopSequences()));
        parts.add((options instanceof StructuredOutputChatOptions structured) ? structured.getOutputSchema() : null);
        if (options instanceof ToolCallingChatOptions tools && tools.getToolCallbacks() != null) {
            parts.add(tools.getToolCallbacks().stream()
                    .map((tool) -> tool.getToolDefinition().name())
                    .sorted()
                    .toList());
        }
        return parts;
    }
}
