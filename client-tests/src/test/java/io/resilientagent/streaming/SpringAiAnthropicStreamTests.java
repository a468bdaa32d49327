package io.resilientagent.streaming;

import java.time.Duration;

import io.resilientagent.CallContext;
import io.resilientagent.annotation.LlmCall;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

class SpringAiAnthropicStreamTests extends StreamingContract {

    SpringAiAnthropicStreamTests() {
        super(StreamDialect.ANTHROPIC, Agent.class);
    }

    @Override
    Closing closing() {
        return Closing.AT_ONCE;
    }

    static class Agent implements StreamingAgent {

        private final AnthropicChatModel chat;

        Agent(StreamStub provider) {
            AnthropicChatOptions options = AnthropicChatOptions.builder()
                    .baseUrl(provider.url())
                    .apiKey("key")
                    .model("none")
                    .maxRetries(0)
                    .timeout(Duration.ofMinutes(5))
                    .build();
            this.chat = AnthropicChatModel.builder().options(options).build();
        }

        @Override
        @LlmCall("answer")
        public Flux<ChatResponse> answer() {
            String model = CallContext.current().target().model();
            AnthropicChatOptions options =
                    AnthropicChatOptions.builder().model(model).build();
            return this.chat.stream(new Prompt("Hi", options));
        }

        @Override
        public String text(Object piece) {
            return SpringAi.text((ChatResponse) piece);
        }
    }
}
