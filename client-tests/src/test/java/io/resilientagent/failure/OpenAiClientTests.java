package io.resilientagent.failure;

import java.time.Duration;
import java.util.Map;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

class OpenAiClientTests extends ClientContract {

    @Override
    void ask(String url, boolean stream, Duration timeout) {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .apiKey("key")
                .baseUrl(url + "/v1")
                .maxRetries(0)
                .timeout(timeout)
                .build();
        ChatCompletionCreateParams question = ChatCompletionCreateParams.builder()
                .model("model")
                .addUserMessage("Hi")
                .build();
        if (stream) {
            try (StreamResponse<ChatCompletionChunk> chunks =
                    client.chat().completions().createStreaming(question)) {
                chunks.stream().forEach(ChatCompletionChunk::choices);
            }
        } else {
            client.chat().completions().create(question).choices();
        }
    }

    @Override
    boolean meets(CorpusCase answer) {
        return !answer.provider().equals("bedrock") && !answer.isForeignAnswer("openai", "openrouter", "minimax");
    }

    @Override
    Map<String, String> misses() {
        return Map.of(
                "openai-200-response-failed", "the event is taken for a chunk without choices, its text is lost",
                "minimax-200-rate", "an answer without choices is reported without its text");
    }

    @Override
    Map<String, String> lostDelays() {
        return Map.of(
                "huggingface-503-loading", "the body handed out is the content of 'error' alone",
                "gemini-502-html", "a body that is no JSON is lost");
    }
}
