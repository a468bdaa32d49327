package io.resilientagent.springai;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.resilientagent.ModelTarget;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.DefaultChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/** Writes a prompt's options as options of the model that is asked, with the model's name of the target. */
final class TargetOptions {

    private static final Log logger = LogFactory.getLog(TargetOptions.class);

    private final String call;

    /** What was said already; there are as many as there are types of options. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    TargetOptions(String call) {
        this.call = call;
    }

    /** The same prompt for a target. */
    Prompt prompt(Prompt prompt, ChatModel model, @Nullable ModelTarget target) {
        ChatOptions asked = prompt.getOptions();
        if (asked == null && target == null) {
            return prompt;
        }
        ChatOptions own = model.getOptions();
        // what is of the model's own type is taken as it is, as the model itself would
        ChatOptions.Builder<?> builder =
                (asked != null && asked.getClass() == own.getClass()) ? asked.mutate() : translated(own, asked);
        if (target != null) {
            builder.model(target.model());
        }
        return prompt.mutate().chatOptions(builder.build()).build();
    }

    private ChatOptions.Builder<?> translated(ChatOptions own, @Nullable ChatOptions asked) {
        ChatOptions.Builder<?> builder = builder(own);
        if (asked instanceof PortableOptions portable) {
            portable.ofVendors().forEach((vendor) -> combine(builder, vendor));
        } else if (asked instanceof StructuredOutputChatOptions) {
            sayOnce(asked.getClass(), own.getClass());
        }
        if (asked != null) {
            copy(own, asked, builder);
        }
        return builder;
    }

    /** Models without options of their own get those that can at least carry tools. */
    private static ChatOptions.Builder<?> builder(ChatOptions own) {
        return (own.getClass() == DefaultChatOptions.class)
                ? new PortableOptionsBuilder().combineWith(own.mutate())
                : own.mutate();
    }

    private void combine(ChatOptions.Builder<?> builder, ChatOptions.Builder<?> vendor) {
        if (builder.getClass() != vendor.getClass()) {
            sayOnce(vendor.getClass(), builder.getClass());
            return;
        }
        // the lists are in the portable options too, and would be there twice
        ChatOptions.Builder<?> rest = vendor.clone().stopSequences(null);
        if (rest instanceof ToolCallingChatOptions.Builder<?> tools) {
            tools.toolCallbacks((List<ToolCallback>) null).toolContext(null);
        }
        builder.combineWith(rest);
    }

    private static void copy(ChatOptions own, ChatOptions asked, ChatOptions.Builder<?> builder) {
        set(asked.getFrequencyPenalty(), builder::frequencyPenalty);
        set(asked.getMaxTokens(), builder::maxTokens);
        set(asked.getPresencePenalty(), builder::presencePenalty);
        set(asked.getTemperature(), builder::temperature);
        set(asked.getTopK(), builder::topK);
        set(asked.getTopP(), builder::topP);
        set(union(own.getStopSequences(), asked.getStopSequences()), builder::stopSequences);
        if (asked instanceof ToolCallingChatOptions given && builder instanceof ToolCallingChatOptions.Builder<?> to) {
            // who runs the tools looks for them in the prompt's options, so a model's own cannot be there too
            to.toolCallbacks((given.getToolCallbacks() != null) ? given.getToolCallbacks() : List.of());
            set(given.getToolContext(), to::toolContext);
        }
        if (asked instanceof StructuredOutputChatOptions given
                && builder instanceof StructuredOutputChatOptions.Builder<?> to) {
            set(given.getOutputSchema(), to::outputSchema);
        }
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private static @Nullable List<String> union(@Nullable List<String> own, @Nullable List<String> asked) {
        if (own == null || asked == null) {
            return asked;
        }
        List<String> all = new ArrayList<>(own);
        asked.stream().filter((text) -> !own.contains(text)).forEach(all::add);
        return all;
    }

    private void sayOnce(Class<?> given, Class<?> due) {
        if (logger.isDebugEnabled() && this.said.add(given.getName() + due.getName())) {
            logger.debug("LLM call '" + this.call + "': of " + given.getName()
                    + " only what all models have is given to a model that takes " + due.getName());
        }
    }
}
