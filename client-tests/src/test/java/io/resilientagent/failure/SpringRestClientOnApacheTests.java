package io.resilientagent.failure;

import java.time.Duration;

import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

class SpringRestClientOnApacheTests extends SpringRestClientTests {

    @Override
    ClientHttpRequestFactory requests(Duration timeout) {
        HttpComponentsClientHttpRequestFactory requests = new HttpComponentsClientHttpRequestFactory(
                HttpClients.custom().disableAutomaticRetries().build());
        requests.setReadTimeout(timeout);
        return requests;
    }
}
