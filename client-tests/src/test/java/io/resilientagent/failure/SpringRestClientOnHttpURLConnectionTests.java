package io.resilientagent.failure;

import java.time.Duration;
import java.util.Map;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

class SpringRestClientOnHttpURLConnectionTests extends SpringRestClientTests {

    @Override
    ClientHttpRequestFactory requests(Duration timeout) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setReadTimeout(timeout);
        return requests;
    }

    @Override
    Map<String, String> misses() {
        return Map.of("transport-truncated-body", "no exception: an answer that was cut off before it began is null");
    }
}
