package io.resilientagent.failure;

import java.time.Duration;
import java.util.Map;

import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;

class GoogleGenAiTests extends ClientContract {

    @Override
    void ask(String url, boolean stream, Duration timeout) {
        HttpOptions options = HttpOptions.builder()
                .baseUrl(url)
                .timeout((int) timeout.toMillis())
                .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                .build();
        try (Client client = Client.builder().apiKey("key").httpOptions(options).build()) {
            client.models.generateContent("gemini-2.5-flash", "Hi", null).text();
        }
    }

    @Override
    boolean meets(CorpusCase answer) {
        return answer.isOf("gemini", "gateway", "transport");
    }

    @Override
    boolean keepsHeaders() {
        return false;
    }

    @Override
    Map<String, String> misses() {
        return Map.of("gemini-200-prompt-blocked", "no exception: the answer has no text");
    }

    @Override
    Map<String, String> lostDelays() {
        return Map.of("gemini-502-html", "a body that is no JSON is lost");
    }
}
