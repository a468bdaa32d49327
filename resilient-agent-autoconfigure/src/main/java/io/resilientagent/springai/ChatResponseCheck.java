package io.resilientagent.springai;

import io.resilientagent.CallContext;
import io.resilientagent.ResponseCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;

/** Rejects responses that were filtered, have no answer, or a tool call that may be cut off. */
public final class ChatResponseCheck implements ResponseCheck<ChatResponse> {

    @Override
    public Class<ChatResponse> type() {
        return ChatResponse.class;
    }

    @Override
    public @Nullable String check(ChatResponse response, CallContext call) {
        return ResponseRules.flaw(ResponseRules.notFiltered(response, call));
    }
}
