package io.resilientagent.streaming;

import java.time.Duration;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.TextDelta;

/** Anthropic's client in short words. */
final class Anthropic {

    private Anthropic() {}

    static AnthropicClient client(String url) {
        return AnthropicOkHttpClient.builder()
                .apiKey("key")
                .baseUrl(url)
                .maxRetries(0)
                .timeout(Duration.ofMinutes(5))
                .build();
    }

    static MessageCreateParams question(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(10)
                .addUserMessage("Hi")
                .build();
    }

    static String text(RawMessageStreamEvent event) {
        return event.contentBlockDelta()
                .flatMap((block) -> block.delta().text())
                .map(TextDelta::text)
                .orElse("");
    }
}
