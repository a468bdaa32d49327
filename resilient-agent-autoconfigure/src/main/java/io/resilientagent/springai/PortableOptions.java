package io.resilientagent.springai;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.DefaultToolCallingChatOptions;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.tool.ToolCallback;

/** Options of a prompt whose model is not known yet. What was said in options of a vendor is kept for that vendor. */
@SuppressWarnings("EqualsAndHashcode")
final class PortableOptions extends DefaultToolCallingChatOptions implements StructuredOutputChatOptions {

    private final @Nullable String outputSchema;

    private final List<ChatOptions.Builder<?>> ofVendors;

    PortableOptions(
            ChatOptions portable,
            @Nullable List<ToolCallback> tools,
            @Nullable Map<String, Object> toolContext,
            @Nullable String outputSchema,
            List<ChatOptions.Builder<?>> ofVendors) {
        super(
                tools,
                toolContext,
                portable.getModel(),
                portable.getFrequencyPenalty(),
                portable.getMaxTokens(),
                portable.getPresencePenalty(),
                portable.getStopSequences(),
                portable.getTemperature(),
                portable.getTopK(),
                portable.getTopP());
        this.outputSchema = outputSchema;
        this.ofVendors = List.copyOf(ofVendors);
    }

    @Override
    public @Nullable String getOutputSchema() {
        return this.outputSchema;
    }

    /** What was said in options of vendors, in order. */
    List<ChatOptions.Builder<?>> ofVendors() {
        return this.ofVendors;
    }

    @Override
    public PortableOptionsBuilder mutate() {
        return new PortableOptionsBuilder().of(this);
    }
}
