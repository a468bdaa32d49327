package io.resilientagent.failure;

import java.time.Duration;

import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.retry.RetryUtils;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Stands for all modules of Spring AI that are built on {@link RestClient}: the message is all that is left. */
class SpringAiOllamaTests extends ClientContract {

    @Override
    void ask(String url, boolean stream, Duration timeout) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(timeout);
        OllamaApi api = OllamaApi.builder()
                .baseUrl(url)
                .restClientBuilder(RestClient.builder()
                        .requestFactory(requests)
                        .defaultStatusHandler(RetryUtils.DEFAULT_RESPONSE_ERROR_HANDLER))
                .build();
        OllamaChatModel.builder()
                .ollamaApi(api)
                .options(OllamaChatOptions.builder().model("model").build())
                .retryTemplate(new RetryTemplate(RetryPolicy.withMaxRetries(0)))
                .build()
                .call(new Prompt("Hi"))
                .getResult()
                .getOutput();
    }

    @Override
    boolean meets(CorpusCase answer) {
        return !answer.isInAnswer();
    }

    @Override
    boolean keepsHeaders() {
        return false;
    }
}
