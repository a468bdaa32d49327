package io.resilientagent.springai;

import io.resilientagent.TokenUsage;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;

/** What Spring AI says of usage; where a provider says nothing, it says zero. */
final class Usages {

    private Usages() {}

    static @Nullable TokenUsage of(@Nullable Usage usage) {
        if (usage == null) {
            return null;
        }
        TokenUsage read = new TokenUsage(count(usage.getPromptTokens()), count(usage.getCompletionTokens()));
        return (read.total() > 0) ? read : null;
    }

    private static long count(@Nullable Integer tokens) {
        return (tokens != null) ? Math.max(tokens, 0) : 0;
    }
}
