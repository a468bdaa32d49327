package io.resilientagent.springai;

import java.util.Locale;
import java.util.Set;

import io.resilientagent.CallContext;
import io.resilientagent.ResponseRejectedException;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * Which responses are failures although the provider answered: filtered ones, empty ones, and tool calls that may have
 * been cut off. Text that was cut off because of its length is an answer: whoever asks sets that limit, and the finish
 * reason tells. So is one without a finish reason, which many servers leave out.
 */
final class ResponseRules {

    /** Finish reasons of all vendors, in letters only. */
    private static final Set<String> FILTERED = Set.of(
            "contentfilter",
            "contentfiltered",
            "refusal",
            "safety",
            "recitation",
            "blocklist",
            "prohibitedcontent",
            "spii",
            "imagesafety",
            "sensitive",
            "guardrailintervened");

    private static final Set<String> CUT_OFF =
            Set.of("length", "maxtokens", "maxoutputtokens", "modellength", "modelcontextwindowexceeded");

    private ResponseRules() {}

    /** Why a whole response is no answer, or null if it is one. */
    static @Nullable String flaw(ChatResponse response) {
        if (response.getResults().stream().noneMatch(ResponseRules::isAnswer)) {
            return "it is empty";
        }
        return response.getResults().stream().anyMatch(ResponseRules::isCutInToolCall)
                ? "a tool call in it may be cut off"
                : null;
    }

    /** A response, or a part of one in a stream, unless the provider's filter came in between. */
    static ChatResponse notFiltered(ChatResponse response, CallContext call) {
        if (response.getResults().stream().anyMatch(ResponseRules::isFiltered)) {
            throw ResponseRejectedException.filtered(call.name());
        }
        return response;
    }

    /** Whether there is more than thoughts. */
    private static boolean isAnswer(Generation generation) {
        AssistantMessage message = generation.getOutput();
        return hasText(message.getText())
                || message.hasToolCalls()
                || !message.getMedia().isEmpty();
    }

    private static boolean isFiltered(Generation generation) {
        AssistantMessage message = generation.getOutput();
        return FILTERED.contains(finishReason(generation))
                || (hasText(message.getMetadata().get("refusal")) && !hasText(message.getText()));
    }

    private static boolean isCutInToolCall(Generation generation) {
        return generation.getOutput().hasToolCalls() && CUT_OFF.contains(finishReason(generation));
    }

    private static String finishReason(Generation generation) {
        String reason = generation.getMetadata().getFinishReason();
        return (reason != null) ? reason.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT) : "";
    }

    private static boolean hasText(@Nullable Object value) {
        return value instanceof String text && !text.isBlank();
    }
}
