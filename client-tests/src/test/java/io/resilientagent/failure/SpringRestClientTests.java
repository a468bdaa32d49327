package io.resilientagent.failure;

import java.time.Duration;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

class SpringRestClientTests extends ClientContract {

    ClientHttpRequestFactory requests(Duration timeout) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(timeout);
        return requests;
    }

    @Override
    void ask(String url, boolean stream, Duration timeout) {
        RestClient.builder()
                .requestFactory(requests(timeout))
                .build()
                .post()
                .uri(url + "/v1/chat/completions")
                .body("{}")
                .retrieve()
                .body(Answer.class);
    }

    @Override
    boolean meets(CorpusCase answer) {
        return !answer.isInAnswer()
                || answer.id().equals("openai-200-cut-json")
                || answer.id().equals("openai-200-html-login")
                || answer.id().equals("deepseek-200-keepalive-blank");
    }

    /** What an application would read an answer into. */
    record Answer(String id) {}
}
