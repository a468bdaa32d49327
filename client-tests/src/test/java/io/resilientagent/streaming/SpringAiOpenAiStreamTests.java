package io.resilientagent.streaming;

import java.time.Duration;

import io.resilientagent.CallContext;
import io.resilientagent.annotation.LlmCall;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import reactor.core.publisher.Flux;

class SpringAiOpenAiStreamTests extends StreamingContract {

    SpringAiOpenAiStreamTests() {
        super(StreamDialect.OPENAI, Agent.class);
    }

    @Override
    Closing closing() {
        return Closing.NEVER;
    }

    static class Agent implements StreamingAgent {

        private final OpenAiChatModel chat;

        Agent(StreamStub provider) {
            OpenAiChatOptions options = OpenAiChatOptions.builder()
                    .baseUrl(provider.url() + "/v1")
                    .apiKey("key")
                    .model("none")
                    .maxRetries(0)
                    .timeout(Duration.ofMinutes(5))
                    .build();
            this.chat = OpenAiChatModel.builder().options(options).build();
        }

        @Override
        @LlmCall("answer")
        public Flux<ChatResponse> answer() {
            String model = CallContext.current().target().model();
            OpenAiChatOptions options = OpenAiChatOptions.builder().model(model).build();
            return this.chat.stream(new Prompt("Hi", options));
        }

        @Override
        public String text(Object piece) {
            return SpringAi.text((ChatResponse) piece);
        }
    }
}
