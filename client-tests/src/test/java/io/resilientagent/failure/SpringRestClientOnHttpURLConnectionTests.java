package io.resilientagent.failure;

import java.time.Duration;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

class SpringRestClientOnHttpURLConnectionTests extends SpringRestClientTests {

    @Override
    ClientHttpRequestFactory requests(Duration timeout) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setReadTimeout(timeout);
        return requests;
    }

    /** Of an answer that was cut off before it began this client says nothing at all, or throws: as time will have it. */
    @Override
    boolean meets(CorpusCase answer) {
        return super.meets(answer) && !answer.id().equals("transport-truncated-body");
    }
}
