package io.resilientagent.failure;

import java.time.Duration;
import java.util.Map;

import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

class SpringAiOpenAiTests extends ClientContract {

    @Override
    void ask(String url, boolean stream, Duration timeout) {
        OpenAiChatOptions options = OpenAiChatOptions.builder()
                .baseUrl(url + "/v1")
                .apiKey("key")
                .model("model")
                .maxRetries(0)
                .timeout(timeout)
                .build();
        OpenAiChatModel model = OpenAiChatModel.builder().options(options).build();
        if (stream) {
            model.stream(new Prompt("Hi")).collectList().block();
        } else {
            model.call(new Prompt("Hi")).getResult().getOutput();
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
