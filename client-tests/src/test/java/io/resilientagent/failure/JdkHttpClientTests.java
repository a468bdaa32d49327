package io.resilientagent.failure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

class JdkHttpClientTests extends ClientContract {

    @Override
    void ask(String url, boolean stream, Duration timeout) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        throw new AnswerException(response);
    }

    /** This client hands over whatever it got, and so even the failures inside an answer. */
    @Override
    boolean meets(CorpusCase answer) {
        return true;
    }
}
