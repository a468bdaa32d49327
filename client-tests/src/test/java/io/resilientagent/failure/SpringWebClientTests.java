package io.resilientagent.failure;

import java.time.Duration;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

class SpringWebClientTests extends ClientContract {

    @Override
    void ask(String url, boolean stream, Duration timeout) {
        WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(
                        HttpClient.newConnection().responseTimeout(timeout)))
                .build()
                .post()
                .uri(url + "/v1/chat/completions")
                .bodyValue("{}")
                .retrieve()
                .bodyToMono(SpringRestClientTests.Answer.class)
                .block();
    }

    @Override
    boolean meets(CorpusCase answer) {
        return !answer.isInAnswer()
                || answer.id().equals("openai-200-cut-json")
                || answer.id().equals("openai-200-html-login");
    }
}
