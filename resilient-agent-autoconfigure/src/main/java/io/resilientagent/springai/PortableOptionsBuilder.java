package io.resilientagent.springai;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.DefaultToolCallingChatOptions;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/** Makes {@link PortableOptions}. Builders of vendors that are combined with it are kept beside their portable values. */
final class PortableOptionsBuilder extends DefaultToolCallingChatOptions.Builder<PortableOptionsBuilder>
        implements StructuredOutputChatOptions.Builder<PortableOptionsBuilder> {

    private @Nullable String outputSchema;

    private List<ChatOptions.Builder<?>> ofVendors = new ArrayList<>();

    /** Nothing said yet, beside the tools that a model has by itself: who runs them looks for them in a prompt. */
    static PortableOptionsBuilder beside(ChatOptions own) {
        PortableOptionsBuilder builder = new PortableOptionsBuilder();
        return (own instanceof ToolCallingChatOptions tools)
                ? builder.toolCallbacks(tools.getToolCallbacks()).toolContext(tools.getToolContext())
                : builder;
    }

    PortableOptionsBuilder of(PortableOptions options) {
        this.outputSchema = options.getOutputSchema();
        this.ofVendors.addAll(options.ofVendors());
        return model(options.getModel())
                .frequencyPenalty(options.getFrequencyPenalty())
                .maxTokens(options.getMaxTokens())
                .presencePenalty(options.getPresencePenalty())
                .stopSequences(options.getStopSequences())
                .temperature(options.getTemperature())
                .topK(options.getTopK())
                .topP(options.getTopP())
                .toolCallbacks(options.getToolCallbacks())
                .toolContext(options.getToolContext());
    }

    @Override
    public PortableOptionsBuilder outputSchema(@Nullable String outputSchema) {
        this.outputSchema = outputSchema;
        return this;
    }

    @Override
    public PortableOptionsBuilder combineWith(ChatOptions.Builder<?> other) {
        super.combineWith(other);
        if (other instanceof PortableOptionsBuilder portable) {
            this.outputSchema = (portable.outputSchema != null) ? portable.outputSchema : this.outputSchema;
            this.ofVendors.addAll(portable.ofVendors);
        } else if (other instanceof StructuredOutputChatOptions.Builder<?>) {
            this.ofVendors.add(other.clone());
            if (other.clone().build() instanceof StructuredOutputChatOptions built && built.getOutputSchema() != null) {
                this.outputSchema = built.getOutputSchema();
            }
        } else {
            this.ofVendors.add(other.clone());
        }
        return this;
    }

    @Override
    public PortableOptionsBuilder clone() {
        PortableOptionsBuilder copy = super.clone();
        copy.ofVendors = new ArrayList<>(this.ofVendors);
        return copy;
    }

    @Override
    public PortableOptions build() {
        return new PortableOptions(
                super.build(), this.toolCallbacks, this.toolContext, this.outputSchema, this.ofVendors);
    }
}
