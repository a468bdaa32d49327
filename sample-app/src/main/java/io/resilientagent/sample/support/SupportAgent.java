package io.resilientagent.sample.support;

import java.util.List;

import io.resilientagent.AgentResult;
import io.resilientagent.CallContext;
import io.resilientagent.CallType;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers customers. Which models it asks, and in which order, stands in {@code application.yml}. */
@Service
class SupportAgent {

    private static final SystemMessage ROLE =
            new SystemMessage("You work in the support of a web shop. Answer in at most three sentences.");

    private static final String BUSY =
            "We are busy right now. Please try again in a minute, or write to support@example.com.";

    private final Models models;

    SupportAgent(Models models) {
        this.models = models;
    }

    /** An answer from the best model that is up, or a fixed text if none is. */
    @LlmCall("support")
    @Fallback(text = BUSY)
    AgentResult<String> answer(String question) {
        return AgentResult.success(this.models.answer(CallContext.current().target(), messages(question)));
    }

    /** The same piece by piece. There is a result at the first piece: from then on no other model is asked. */
    @LlmCall("support")
    @Fallback(text = BUSY)
    Mono<AgentResult<Flux<String>>> stream(String question) {
        return Mono.just(
                AgentResult.success(this.models.stream(CallContext.current().target(), messages(question))));
    }

    private static List<Message> messages(String question) {
        return List.of(ROLE, new UserMessage(question));
    }

    /** The vector of a text. There is no other model to ask: its vectors would mean something else. */
    @LlmCall(value = "embed", type = CallType.EMBEDDING)
    AgentResult<float[]> embed(String text) {
        float[] vector = this.models.vector(CallContext.current().target(), text);
        return (vector != null)
                ? AgentResult.success(vector)
                : AgentResult.failed(FailureKind.MALFORMED_RESPONSE, "The model sent no vector");
    }
}
