package io.resilientagent.failure;

import java.time.Duration;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;

class AnthropicClientTests extends ClientContract {

    @Override
    void ask(String url, boolean stream, Duration timeout) {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .apiKey("key")
                .baseUrl(url)
                .maxRetries(0)
                .timeout(timeout)
                .build();
        MessageCreateParams question = MessageCreateParams.builder()
                .model("model")
                .maxTokens(10)
                .addUserMessage("Hi")
                .build();
        if (stream) {
            try (StreamResponse<RawMessageStreamEvent> events =
                    client.messages().createStreaming(question)) {
                events.stream().forEach(RawMessageStreamEvent::validate);
            }
        } else {
            client.messages().create(question).content();
        }
    }

    @Override
    boolean meets(CorpusCase answer) {
        return answer.isOf("anthropic", "gateway", "transport");
    }
}
