package io.resilientagent.springai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.DefaultToolCallingChatOptions;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/** Options of a prompt whose model is not known yet. What was said in options of a vendor is kept for that vendor. */
final class PortableOptions extends DefaultToolCallingChatOptions implements StructuredOutputChatOptions {

    private final @Nullable String outputSchema;

    private final List<ChatOptions.Builder<?>> ofVendors;

    private PortableOptions(Builder builder) {
        super(
                builder.tools(),
                builder.context(),
                builder.portable.getModel(),
                builder.portable.getFrequencyPenalty(),
                builder.portable.getMaxTokens(),
                builder.portable.getPresencePenalty(),
                builder.portable.getStopSequences(),
                builder.portable.getTemperature(),
                builder.portable.getTopK(),
                builder.portable.getTopP());
        this.outputSchema = builder.outputSchema;
        this.ofVendors = List.copyOf(builder.ofVendors);
    }
}
