package io.resilientagent.failure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;

class LangChain4jTests extends ClientContract {

    @Override
    void ask(String url, boolean stream, Duration timeout) {
        if (stream) {
            Collector answer = new Collector();
            OpenAiStreamingChatModel.builder()
                    .baseUrl(url + "/v1")
                    .apiKey("key")
                    .modelName("model")
                    .timeout(timeout)
                    .build()
                    .chat("Hi", answer);
            answer.future.join();
        } else {
            OpenAiChatModel.builder()
                    .baseUrl(url + "/v1")
                    .apiKey("key")
                    .modelName("model")
                    .maxRetries(0)
                    .timeout(timeout)
                    .build()
                    .chat("Hi");
        }
    }

    @Override
    boolean meets(CorpusCase answer) {
        return !answer.provider().equals("bedrock") && !answer.isForeignAnswer("openai", "openrouter", "minimax");
    }

    @Override
    boolean keepsHeaders() {
        return false;
    }

    @Override
    Map<String, String> misses() {
        String silent = "errors inside a stream are ignored, the call completes";
        return Map.of(
                "openai-200-sse-server-error", silent,
                "openai-200-response-failed", silent,
                "openrouter-200-sse-mid-stream", silent,
                "minimax-200-rate", "an answer without choices is reported without its text");
    }

    private static final class Collector implements StreamingChatResponseHandler {

        private final CompletableFuture<ChatResponse> future = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String partialResponse) {}

        @Override
        public void onCompleteResponse(ChatResponse completeResponse) {
            this.future.complete(completeResponse);
        }

        @Override
        public void onError(Throwable error) {
            this.future.completeExceptionally(error);
        }
    }
}
