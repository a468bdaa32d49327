package io.resilientagent.streaming;

import java.time.Duration;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** OpenAI's client in short words. */
final class OpenAi {

    private OpenAi() {}

    static OpenAIClient client(String url) {
        return OpenAIOkHttpClient.builder()
                .apiKey("key")
                .baseUrl(url + "/v1")
                .maxRetries(0)
                .timeout(Duration.ofMinutes(5))
                .build();
    }

    static ChatCompletionCreateParams question(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("Hi")
                .build();
    }

    static String text(ChatCompletionChunk chunk) {
        return chunk.choices().stream()
                .findFirst()
                .flatMap((choice) -> choice.delta().content())
                .orElse("");
    }
}
